import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/**
 * What Chromium does for itself while pages are looked at. Each new window would load the pages of
 * its address bar, hundreds of files; the others are those that playwright-core turns off, since of
 * this switch only the last one counts.
 */
const UNUSED = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxFullPopup', 'WebUIOmniboxAimPopup', 'AimEnabled'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades'],
  ...['HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter', 'PaintHolding'],
  ...['ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect', 'OptimizationHints'],
  ...['NetworkTimeServiceQuerying', 'PreconnectToSearch'],
]

const QUIET = [
  `--disable-features=${UNUSED.join()}`,
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A real Chromium: one that is here, else playwright's own download, else Debian's when root. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = found() ?? installed()
  return chromium.launch({ executablePath, args: QUIET })
}

function found(): string | undefined {
  const places = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    chromium.executablePath(),
  ]
  return places.find((path) => path && existsSync(path))
}

function installed(): string {
  console.info('Installing Chromium for the browser tests…')
  run('playwright-core', ['install', 'chromium'], () => !found())
  const root = process.getuid?.() === 0
  run('apt-get', ['update'], () => !found() && root)
  run('apt-get', ['install', '-y', 'chromium'], () => !found() && root)
  const path = found()
  if (path) return path
  throw new Error('There is no Chromium here. Install one, and set CHROMIUM_PATH to it.')
}

function run(program: string, args: string[], when = () => true): void {
  if (when()) spawnSync(program, args, { stdio: 'inherit' })
}
