// oidc-provider with a store of one Map, because its own keeps 1,000 entries only. Usage: node oidc-provider.js PORT
import Provider from "oidc-provider";

const port = Number(process.argv[2]);
const stored = new Map();

class Store {
  constructor(model) {
    this.model = model;
  }

  async upsert(id, payload) {
    stored.set(`${this.model}:${id}`, payload);
  }

  async find(id) {
    return stored.get(`${this.model}:${id}`);
  }

  async destroy(id) {
    stored.delete(`${this.model}:${id}`);
  }
}

const provider = new Provider(`http://localhost:${port}`, {
  adapter: Store,
  clients: [{
    client_id: "acme",
    application_type: "native",
    token_endpoint_auth_method: "none",
    grant_types: ["urn:ietf:params:oauth:grant-type:device_code"],
    redirect_uris: [],
    response_types: [],
  }],
  features: { deviceFlow: { enabled: true }, devInteractions: { enabled: false } },
  ttl: { DeviceCode: 7200 },
});

provider.listen(port, "127.0.0.1");
