// usage: node sample.js <file.ts> <url to replace> <base url>
// Runs a documentation sample that declares `authenticate`; only its URLs are replaced.
import { readFileSync } from 'node:fs'
import typescript from 'typescript'

const [file, documented, actual] = process.argv.slice(2)
const sample = readFileSync(file, 'utf8').replaceAll(documented, actual)
const script = typescript.transpile(sample, { target: 'ES2022' })
const authenticate = new Function(`${script}\nreturn authenticate`)()
try {
  console.log(`token ${await authenticate()}`)
} catch (error) {
  console.log(`error ${error}`)
}
