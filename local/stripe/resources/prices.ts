import { refused } from '../errors.ts'
import type { Price } from '../types.ts'
import type { World } from '../world.ts'

/** The price that a parameter names, when it can be sold in this way. */
export function priceOf(
  world: World,
  id: string,
  param: string,
  type?: 'recurring' | 'one_time',
): Price {
  const price = world.need('price', id, param)
  if (!price.active) {
    throw refused('The price specified is inactive. This field only accepts active prices.', {
      param,
    })
  }
  if (type === 'recurring' && !price.recurring) {
    const message =
      'The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.'
    throw refused(message, { param })
  }
  return price
}
