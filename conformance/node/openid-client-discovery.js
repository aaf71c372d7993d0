// usage: node openid-client-discovery.js <issuer> <oauth2|oidc>
// oauth2 reads /.well-known/oauth-authorization-server, oidc reads /.well-known/openid-configuration
import * as client from 'openid-client'

const [issuer, algorithm] = process.argv.slice(2)
const configuration = await client.discovery(new URL(issuer), 'openid-client', undefined, client.None(), {
  algorithm,
  execute: [client.allowInsecureRequests]
})

const started = await client.initiateDeviceAuthorization(configuration, {})
console.log(`visit ${started.verification_uri_complete}`)
console.log(`code ${started.user_code}`)
const answer = await client.pollDeviceAuthorizationGrant(configuration, started)
console.log(`token ${answer.access_token}`)
await client.tokenRevocation(configuration, answer.access_token)
console.log('revoked')
