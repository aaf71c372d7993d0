// better-auth on SQLite in memory, its limit on requests switched off. Usage: node better-auth.js PORT
import { createServer } from "node:http";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { toNodeHandler } from "better-auth/node";
import { deviceAuthorization } from "better-auth/plugins";
import { SqliteDialect } from "kysely";
import Database from "libsql";

const port = Number(process.argv[2]);
const options = {
  baseURL: `http://localhost:${port}`,
  secret: "only for benchmarks, and long enough for that",
  database: { dialect: new SqliteDialect({ database: new Database(":memory:") }), type: "sqlite" },
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  plugins: [deviceAuthorization({ expiresIn: "2h", interval: "5s", verificationUri: "/device" })],
};

const { runMigrations } = await getMigrations(options);
await runMigrations();
createServer(toNodeHandler(betterAuth(options))).listen(port, "127.0.0.1");
