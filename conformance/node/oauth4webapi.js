// usage: node oauth4webapi.js <device endpoint> <token endpoint>
import * as oauth from 'oauth4webapi'

const [device_authorization_endpoint, token_endpoint] = process.argv.slice(2)
const server = { issuer: new URL(token_endpoint).origin, device_authorization_endpoint, token_endpoint }
const client = { client_id: 'oauth4webapi' }
const insecure = { [oauth.allowInsecureRequests]: true }

const started = await oauth.processDeviceAuthorizationResponse(server, client,
  await oauth.deviceAuthorizationRequest(server, client, oauth.None(), {}, insecure))
console.log(`visit ${started.verification_uri}`)
console.log(`code ${started.user_code}`)

let interval = started.interval ?? 5
for (;;) {
  await new Promise((resolve) => setTimeout(resolve, interval * 1000))
  const response = await oauth.deviceCodeGrantRequest(server, client, oauth.None(), started.device_code, insecure)
  try {
    const answer = await oauth.processDeviceCodeResponse(server, client, response)
    console.log(`token ${answer.access_token}`)
    break
  } catch (error) {
    if (error.error === 'slow_down') {
      interval += 5
    } else if (error.error !== 'authorization_pending') {
      console.log(`error ${error.error ?? error.stack}`)
      break
    }
  }
}
