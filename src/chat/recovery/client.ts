import { ask } from '../room/client/ask.ts'
import { Db } from '../room/client/db.ts'
import { deviceIdOf, deviceOf, restoreKeys, takeKeys } from '../room/client/device.ts'
import { newCode, openedWithCode, sealedWithCode } from './client/code.ts'

const PATH = '/settings/devices/recovery'
const panel = document.querySelector<HTMLElement>('[data-recovery]')
const output = panel?.querySelector('output')
const input = panel?.querySelector('input')

const say = (words: string) => {
  if (output) output.textContent = words
}

async function db() {
  const opened = await Db.open(panel?.dataset.recovery ?? '')
  // a browser that never chatted has no keys yet
  await deviceOf(opened)
  return opened
}

/** Which of the devices one sits at: only the browser knows. */
async function markThis(me: string) {
  const line = document.querySelector(`#device-${await deviceIdOf(await Db.open(me))} .row-name`)
  const words = document.createElement('span')
  words.className = 'badge badge-brand'
  words.textContent = 'This browser'
  line?.append(words)
}

async function make() {
  const code = newCode()
  await ask('PUT', PATH, { recovery: await sealedWithCode(code, await takeKeys(await db())) })
  say(code)
}

async function use() {
  const { recovery } = await ask<{ recovery: string | null }>('GET', PATH)
  if (!recovery) return say('There is no code of yours.')
  const keys = await openedWithCode(input?.value ?? '', recovery).catch(() => null)
  if (!keys) return say('That is not the code.')
  await restoreKeys(await db(), keys)
  say('Your old messages open here now.')
}

const attempt = (work: () => Promise<void>) => () =>
  void work().catch(() => say('That did not work. Are you online?'))

if (panel?.dataset.recovery) void markThis(panel.dataset.recovery)
panel?.querySelector('[data-make]')?.addEventListener('click', attempt(make))
panel?.querySelector('[data-use]')?.addEventListener('click', attempt(use))
