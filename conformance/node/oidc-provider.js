// An independent server. Each line on standard input decides a login: confirm CODE, or reject CODE
import { once } from "node:events";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import Provider from "oidc-provider";

const server = createServer().listen(0, "localhost");
await once(server, "listening");
const issuer = `http://localhost:${server.address().port}`;
const provider = new Provider(issuer, {
  clients: [{
    client_id: "acme",
    application_type: "native",
    token_endpoint_auth_method: "none",
    grant_types: ["urn:ietf:params:oauth:grant-type:device_code"],
    redirect_uris: [],
    response_types: [],
  }],
  features: { deviceFlow: { enabled: true }, revocation: { enabled: true }, devInteractions: { enabled: false } },
});

async function decide(verb, userCode) {
  const code = await provider.DeviceCode.findByUserCode(userCode.replace(/\W/g, ""));
  if (verb === "reject") {
    code.error = "access_denied";
  } else {
    const grant = new provider.Grant({ accountId: "ann", clientId: "acme" });
    grant.addOIDCScope("openid");
    Object.assign(code, { accountId: "ann", grantId: await grant.save(), scope: "openid", claims: {} });
  }
  await code.save();
}

server.on("request", provider.callback());
console.log(`listening at ${issuer}`);
createInterface({ input: process.stdin }).on("line", (line) => decide(...line.split(" ")));
