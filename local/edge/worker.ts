import { Cached as Real } from '../../src/index.ts'
import { cachedBy } from './entrypoint.ts'

/** The Worker as it runs on this machine: with the platform's cache, which workerd lacks. */
export { default } from '../../src/index.ts'

export class Cached extends cachedBy('Cached', Real) {}
