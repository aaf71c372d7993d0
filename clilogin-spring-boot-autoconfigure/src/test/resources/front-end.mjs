// What a browser gives a front end, and a person who uses it: the code of the guide stands between the two.
// Arguments: the URL of the host, the cookies of the browser, the host's own token, two URLs that command lines show
const [host, cookieHeader, token, toConfirm, toReject] = process.argv.slice(2)
const cookies = new Map(cookieHeader.split('; ').filter(Boolean).map((cookie) => cookie.split(/=(.*)/s)))
const document = { get cookie() { return [...cookies].map((cookie) => cookie.join('=')).join('; ') } }
const webToken = () => token
const realFetch = globalThis.fetch

globalThis.fetch = async (path, options) => {
  const headers = { Origin: host, 'Sec-Fetch-Site': 'same-origin', ...options.headers }
  const response = await realFetch(host + path, {
    ...options, headers: document.cookie ? { ...headers, Cookie: document.cookie } : headers
  })
  response.headers.getSetCookie().forEach((cookie) => {
    const [name, value] = cookie.split(';')[0].split(/=(.*)/s)
    cookies.set(name, value)
  })
  return response
}

/* GUIDE */

const codeIn = (url) => new URL(url).searchParams.get('user_code')
const failure = (call) => call.then(() => 'none', (error) => error.code ?? error.message)
const first = await find(codeIn(toConfirm))
const second = await find(codeIn(toReject))
console.log(JSON.stringify({
  found: first,
  confirmed: await confirm(first),
  rejected: await reject(second, 'Not me'),
  unknown: await failure(find('BCDF-GHJK')),
}))
cookies.clear()
if (!token) {
  console.log(await failure(find(codeIn(toConfirm))))
}
