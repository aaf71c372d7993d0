// usage: node openid-client.js <device endpoint> <token endpoint>
import * as client from 'openid-client'

const [device_authorization_endpoint, token_endpoint] = process.argv.slice(2)
const server = { issuer: new URL(token_endpoint).origin, device_authorization_endpoint, token_endpoint }
const configuration = new client.Configuration(server, 'openid-client', undefined, client.None())
client.allowInsecureRequests(configuration)

const started = await client.initiateDeviceAuthorization(configuration, {})
console.log(`visit ${started.verification_uri_complete}`)
console.log(`code ${started.user_code}`)
try {
  const answer = await client.pollDeviceAuthorizationGrant(configuration, started)
  console.log(`token ${answer.access_token}`)
} catch (error) {
  console.log(`error ${error.error ?? error.stack}`)
}
