import { expect, it } from 'vitest'
import { schemaDocument } from './docs/schema.ts'

it('keeps docs/schema.md true', async () => {
  await expect(schemaDocument()).toMatchFileSnapshot('../docs/schema.md')
})
