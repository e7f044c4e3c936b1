import { Hono } from 'hono'
import type { Control } from '../control.ts'
import type { World } from '../world.ts'

export function pageRoutes(_: { world: World; control: Control; appUrl: string }) {
  return new Hono()
}
