import { makeVapidKeys } from '../local/push/keys.ts'

// two lines for .dev.vars, or one by one for `npx wrangler secret put`
for (const [name, key] of Object.entries(await makeVapidKeys())) console.info(`${name}="${key}"`)
