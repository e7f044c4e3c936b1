import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { desktop, phone, tablet, type Visitor } from '../visitor.ts'
import {
  accessFaults,
  contrastFaults,
  documentFaults,
  htmlFaults,
  overflowFaults,
  shiftFaults,
} from './faults.ts'
import type { Stop } from './stops.ts'
import { MISSING } from './world.ts'

/** a folder for pictures of every page, to be looked at by people */
const { SHOTS } = process.env

/**
 * What is wrong with the pages that someone goes through, on a phone and a desk, by day and by night.
 * @param turn another one for each visitor: what several go to is then opened at either size
 */
export async function faultsOn(
  visitor: Visitor,
  who: string,
  all: Stop[],
  turn: number,
): Promise<string[]> {
  const faults: string[] = []
  for (const [at, stop] of all.entries()) {
    const sizes = (turn + at) % 2 ? [phone, desktop] : [desktop, phone]
    const themes = (turn + at) % 4 < 2 ? DAY_AND_NIGHT : DAY_AND_NIGHT.toReversed()
    const found = await inTime(look(visitor, stop, sizes, themes), stop.path)
    faults.push(...found.map((fault) => `${stop.path} ${fault}`))
    if (SHOTS) await photograph(visitor, `${who}${stop.path}`, SHOTS)
  }
  return faults
}

/** Names the page that a browser never came to an end with. */
const inTime = <T>(work: Promise<T>, path: string): Promise<T> =>
  Promise.race([
    work,
    wait(90_000, undefined, { ref: false }).then((): never => {
      throw new Error(`${path} never came to rest`)
    }),
  ])

type Size = typeof phone
type Theme = 'light' | 'dark'
const DAY_AND_NIGHT: Theme[] = ['light', 'dark']

async function look(
  visitor: Visitor,
  stop: Stop,
  sizes: Size[],
  [opened, read]: Theme[],
): Promise<string[]> {
  const { page, errors } = visitor
  const { path, status = 200 } = stop
  errors.length = 0
  const [first = phone, last = desktop] = sizes
  await page.setViewportSize(first)
  await page.emulateMedia({ colorScheme: opened, reducedMotion: 'reduce' })
  const answer = await page.goto(path)
  const trips = answer?.headers()['server-timing']
  const source = (await answer?.text()) ?? ''
  const faults = [
    ...(answer?.status() === status ? [] : [`answers ${answer?.status()}`]),
    ...(/db;desc="[01]"$/.test(trips ?? '') ? [] : [`needs ${trips}`]),
    ...htmlFaults(source),
    ...(await shiftFaults(page)),
    ...(await overflowFaults(page)),
    ...(await documentFaults(page)),
    ...(await accessFaults(page)),
  ]
  await page.setViewportSize(tablet)
  faults.push(...(await overflowFaults(page)))
  await page.setViewportSize(last)
  await page.emulateMedia({ colorScheme: read })
  faults.push(...(await overflowFaults(page)), ...(await contrastFaults(page)))
  return [...faults, ...errors.splice(0).filter((error) => !error.includes(MISSING))]
}

async function photograph({ page }: Visitor, name: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (const viewport of [desktop, phone])
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme })
      const file = `${name.replaceAll(/[^\w@]+/g, '-')}-${viewport.width}-${colorScheme}.png`
      await page.screenshot({ path: join(folder, file), fullPage: true })
    }
}
