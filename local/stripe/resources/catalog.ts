import * as z from 'zod'
import type { Api } from '../api.ts'
import { missing, refused } from '../errors.ts'
import { newId } from '../ids.ts'
import { emptied, flag, mergeMetadata, metadata, text, whole } from '../params.ts'
import type { Price, Product } from '../types.ts'
import type { World } from '../world.ts'

const product = {
  name: text.min(1),
  id: text.optional(),
  active: flag.optional(),
  description: emptied.optional(),
  images: z.union([z.array(text), z.literal('')]).optional(),
  marketing_features: z.union([z.array(z.strictObject({ name: text })), z.literal('')]).optional(),
  metadata: metadata.optional(),
  statement_descriptor: text.optional(),
  tax_code: emptied.optional(),
  unit_label: emptied.optional(),
  url: emptied.optional(),
  shippable: flag.optional(),
}

const recurring = z.strictObject({
  interval: z.enum(['day', 'week', 'month', 'year']),
  interval_count: whole.pipe(z.number().min(1).max(1095)).optional(),
  usage_type: z.enum(['licensed']).optional(),
})

export const priceData = {
  currency: text.regex(/^[a-zA-Z]{3}$/).transform((value) => value.toLowerCase()),
  unit_amount: whole.pipe(z.number().min(0).max(99_999_999)),
  recurring: recurring.optional(),
  tax_behavior: z.enum(['exclusive', 'inclusive', 'unspecified']).optional(),
}

const price = {
  ...priceData,
  product: text.optional(),
  product_data: z
    .strictObject({ name: text, metadata: metadata.optional(), tax_code: text.optional() })
    .optional(),
  active: flag.optional(),
  lookup_key: text.optional(),
  metadata: metadata.optional(),
  nickname: text.optional(),
  transfer_lookup_key: flag.optional(),
}

export function catalog(api: Api): void {
  const { world } = api
  api.post('/products', product, ({ input }) => newProduct(world, input))
  api.get('/products/:id', {}, ({ id }) => world.need('product', id))
  api.post(
    '/products/:id',
    { ...product, name: text.min(1).optional(), default_price: emptied.optional() },
    ({ id, input }) => {
      const known = world.need('product', id)
      const { metadata: given, images, marketing_features, ...fields } = input
      return world.change(
        known,
        {
          ...fields,
          ...(images !== undefined && { images: images || [] }),
          ...(marketing_features !== undefined && { marketing_features: marketing_features || [] }),
          metadata: mergeMetadata(known.metadata, given),
          updated: world.now(),
        },
        'product.updated',
      )
    },
  )
  api.delete('/products/:id', {}, ({ id }) => {
    const known = world.need('product', id)
    if (world.store.all('price').some((entry) => entry.product === id)) {
      throw refused(
        'This product cannot be deleted because it has one or more user-created prices.',
      )
    }
    world.store.remove(known)
    world.emit('product.deleted', known)
    return { id, object: 'product', deleted: true }
  })
  const ids = z.array(text).optional()
  api.list('/products', 'product', { active: flag.optional(), ids }, (entry, { input }) => {
    const { active = entry.active, ids: wanted } = input
    return entry.active === active && (!wanted || wanted.includes(entry.id))
  })

  api.post('/prices', price, ({ input }) => newPrice(world, input))
  api.get('/prices/:id', {}, ({ id }) => world.need('price', id))
  api.post(
    '/prices/:id',
    {
      active: flag.optional(),
      metadata: metadata.optional(),
      nickname: emptied.optional(),
      lookup_key: emptied.optional(),
      transfer_lookup_key: flag.optional(),
      tax_behavior: priceData.tax_behavior,
    },
    ({ id, input }) => {
      const known = world.need('price', id)
      const { metadata: given, transfer_lookup_key, ...fields } = input
      if (fields.lookup_key) claimKey(world, fields.lookup_key, transfer_lookup_key)
      const merged = mergeMetadata(known.metadata, given)
      return world.change(known, { ...fields, metadata: merged }, 'price.updated')
    },
  )
  api.list(
    '/prices',
    'price',
    {
      active: flag.optional(),
      currency: text.optional(),
      product: text.optional(),
      type: z.enum(['one_time', 'recurring']).optional(),
      lookup_keys: z.array(text).optional(),
    },
    (entry, { input }) => {
      const {
        active = entry.active,
        currency = entry.currency,
        product: of = entry.product,
      } = input
      const { type = entry.type, lookup_keys: keys } = input
      const isNamed = !keys || keys.includes(entry.lookup_key ?? '')
      const fits = entry.active === active && entry.currency === currency && entry.type === type
      return fits && entry.product === of && isNamed
    },
  )
}

type ProductInput = { name: string } & Partial<z.output<z.ZodObject<typeof product>>>

function newProduct(world: World, input: ProductInput): Product {
  const { id = newId('product'), metadata: given, images, marketing_features, ...fields } = input
  if (world.store.get('product', id)) {
    throw refused(`Product already exists.`, { code: 'resource_already_exists', param: 'id' })
  }
  const created = world.now()
  const made = world.store.put<Product>({
    object: 'product',
    active: true,
    created,
    default_price: null,
    description: null,
    livemode: false,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: 'service',
    unit_label: null,
    updated: created,
    url: null,
    ...fields,
    id,
    images: images || [],
    marketing_features: marketing_features || [],
    metadata: mergeMetadata(null, given),
  })
  world.emit('product.created', made)
  return made
}

/** A price of a known product, or of one that is made with it. */
export function newPrice(world: World, input: z.output<z.ZodObject<typeof price>>): Price {
  const {
    product: of,
    product_data,
    recurring: rhythm,
    metadata: given,
    lookup_key,
    ...fields
  } = input
  const { transfer_lookup_key, ...rest } = fields
  if (!of && !product_data) {
    throw refused('Missing required param: product.', {
      code: 'parameter_missing',
      param: 'product',
    })
  }
  if (of && !world.store.get('product', of)) throw missing('product', of, 'product')
  if (lookup_key) claimKey(world, lookup_key, transfer_lookup_key)
  const owner = of ?? newProduct(world, product_data ?? { name: '' }).id
  const made = world.store.put<Price>({
    object: 'price',
    active: true,
    billing_scheme: 'per_unit',
    created: world.now(),
    custom_unit_amount: null,
    livemode: false,
    nickname: null,
    tax_behavior: 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    ...rest,
    id: newId('price'),
    lookup_key: lookup_key ?? null,
    metadata: mergeMetadata(null, given),
    product: owner,
    recurring: rhythm
      ? {
          interval: rhythm.interval,
          interval_count: rhythm.interval_count ?? 1,
          meter: null,
          trial_period_days: null,
          usage_type: 'licensed',
        }
      : null,
    type: rhythm ? 'recurring' : 'one_time',
    unit_amount_decimal: `${input.unit_amount}`,
  })
  world.emit('price.created', made)
  return made
}

function claimKey(world: World, key: string, transfer: boolean | undefined): void {
  const holder = world.store.all('price').find((entry) => entry.lookup_key === key)
  if (!holder) return
  if (!transfer) {
    const message = `A price (\`${holder.id}\`) already uses that lookup key.`
    throw refused(message, { param: 'lookup_key' })
  }
  world.change(holder, { lookup_key: null }, 'price.updated')
}

/** A price by its name for a page: of the product. */
export const productName = (world: World, of: Price): string =>
  world.store.get('product', of.product)?.name ?? 'Something'
