// usage: node octokit.js <base url> [scope ...]
import { createOAuthDeviceAuth } from '@octokit/auth-oauth-device'
import { request } from '@octokit/request'

const [baseUrl, ...scopes] = process.argv.slice(2)
const authenticate = createOAuthDeviceAuth({
  clientType: 'oauth-app',
  clientId: 'octokit',
  scopes,
  request: request.defaults({ baseUrl }),
  onVerification(verification) {
    console.log(`visit ${verification.verification_uri}`)
    console.log(`code ${verification.user_code}`)
  }
})
try {
  const { token } = await authenticate({ type: 'oauth' })
  console.log(`token ${token}`)
} catch (error) {
  console.log(`error ${error.response?.data.error ?? error.stack}`)
}
