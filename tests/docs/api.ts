import * as z from 'zod'
import type { Row } from '../access/row.ts'

const routeFiles: Record<string, string> = import.meta.glob('../../src/**/routes.tsx', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const ruleFiles: Record<string, Record<string, unknown>> = import.meta.glob(
  '../../src/**/rules.ts',
  { eager: true },
)

const intro = `# The API

Every page is its own API: ask a route with \`Accept: application/json\` and it answers the data that the page shows; what is the viewer's own stands under \`mine\`. Writes take a form or JSON. This page is generated from the code and from what each route really answered in the tests (\`npm run docs\`); a test fails when it is out of date.

## Sign in from a script

On your machine, one request: the local sign-in takes a username and comes back with the session cookie in the jar.

    curl -L -c jar -b jar -d user=marguerite -d redirect_url=http://localhost:8787/sign-in/callback http://localhost:8788/sign-in

In production, exchange one of Clerk's session tokens for it:

    curl -c jar -X POST -H "Authorization: Bearer $TOKEN" -H 'Accept: application/json' https://your-domain/sessions

## Then act

    curl -b jar -H 'Accept: application/json' http://localhost:8787/your-community
    curl -b jar -H 'Accept: application/json' -H 'Content-Type: application/json' \\
      -d '{"title": "Frost tonight", "content": "Cover the **figs**."}' \\
      http://localhost:8787/your-community/s/a-space/posts

Lists that go on have \`next\`, the address of their next page.

## Errors

Problem details ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)) as \`application/problem+json\`: \`{ type, title, status, detail, requestId }\`, and \`errors\` by field with 422.

| status | when |
|---|---|
| 400, 413, 415 | the body cannot be read, is over 256 kB, or is of another type |
| 401 | nobody is signed in |
| 403 | you may see it, but not do it; or the write came from another site |
| 404 | it is not there, or you may not see it |
| 409 | someone was faster |
| 422 | some fields need another look |
| 429 | more than 120 writes in a minute, or 1200 requests of \`/uploads\` |
| 503 | the database does not answer |

## Routes
`

/** docs/api.md, from the table of routes, their schemas in the code, and recorded answers. */
export function apiDocument(table: Record<string, Row>, answers: Map<string, unknown>): string {
  const sections = Object.entries(table).map(([route, { what }]) => {
    const answer = answers.get(route)
    return [`### ${route}`, '', what, ...block('In', inputOf(route)), ...block('Out', answer)].join(
      '\n',
    )
  })
  return `${intro}\n${sections.join('\n\n')}\n`
}

const block = (title: string, value: unknown): string[] =>
  value === undefined
    ? []
    : ['', `${title}:`, '', '```json', JSON.stringify(value, null, 1).replace(/\n\s*/g, ' '), '```']

/** The JSON schema of the input that the route's handler reads. */
function inputOf(route: string): unknown {
  const [method = '', path = ''] = route.split(' ')
  for (const [file, text] of Object.entries(routeFiles)) {
    const start = text.indexOf(`.${method.toLowerCase()}('${path}'`)
    if (start < 0) continue
    const rest = text.slice(start + 1)
    const end = /\n {2}\.(get|post|put|patch|delete)\(/.exec(rest)?.index ?? rest.length
    const name = /(?:input|insist)\(c, (\w+)\)/.exec(rest.slice(0, end))?.[1]
    return name ? schemaOf(file, name) : undefined
  }
}

function schemaOf(file: string, name: string): unknown {
  const folder = file.replace(/routes\.tsx$/, '')
  const from = new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from '([^']+)'`)
  const relative = from.exec(routeFiles[file] ?? '')?.[1]
  if (!relative) return undefined
  const path = `../..${new URL(folder.replace('../..', '') + relative, 'https://x').pathname}`
  const schema = ruleFiles[path]?.[name]
  if (!(schema instanceof z.ZodType)) return undefined
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return fieldsOf(json)
}

type JsonSchema = { properties?: Record<string, unknown>; required?: string[] }

/** Each field's schema, `?` after the names of those that may be left out. */
function fieldsOf({ properties = {}, required = [] }: JsonSchema): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, field]) => [
      required.includes(name) ? name : `${name}?`,
      field,
    ]),
  )
}
