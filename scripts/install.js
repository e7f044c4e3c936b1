// Plain JavaScript for Node 20: it runs before anything is installed, on whatever Node npm has.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

if (!isInstalled()) await install()
requireNode()

/** The package `node` brings Node 24 for npm's scripts; where it has none, npm's own must do. */
function requireNode() {
  const major = Number(process.versions.node.split('.')[0])
  if (existsSync(join(root, 'node_modules/.bin/node')) || major >= 24) return
  process.stderr.write(
    `OpenCircle runs on Node 24, and this is Node ${process.versions.node}. The package "node" has\n` +
      'none for this system: install Node 24 or later from nodejs.org, then try again.\n',
  )
  process.exit(1)
}

/** Every package of the lock file is there in its version; those for other systems may be absent. */
function isInstalled() {
  const wanted = packagesIn('package-lock.json')
  const present = packagesIn('node_modules/.package-lock.json')
  if (!wanted || !present) return false
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || (present[path] ? present[path].version === version : optional),
  )
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages
  } catch {
    return undefined
  }
}

async function install() {
  const began = Date.now()
  const stopClock = showClock('Installing what OpenCircle needs (a minute or two, once)')
  let result = existsSync(join(root, 'package-lock.json')) ? await npm('ci') : { code: 1 }
  // the lock file may be unusable on this system: an install that follows package.json still works
  if (result.code !== 0) result = await npm('install')
  stopClock()
  if (result.code !== 0) {
    process.stderr.write(`${result.output}\nThe installation failed: see above, then try again.\n`)
    process.exit(1)
  }
  const seconds = Math.round((Date.now() - began) / 1000)
  process.stdout.write(`  ✓ Installed in ${seconds} s\n`)
}

/** Runs npm quietly and keeps what it says, to show it only when it fails. */
function npm(command) {
  const args = [command, '--no-audit', '--no-fund', '--loglevel=error', '--no-progress']
  const cli = process.env.npm_execpath
  const child = cli?.endsWith('.js')
    ? spawn(process.execPath, [cli, ...args], { cwd: root })
    : spawn('npm', args, { cwd: root })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: `${error.message}` }))
    child.on('close', (code) => resolve({ code, output }))
  })
}

function showClock(text) {
  const began = Date.now()
  process.stdout.write(`  … ${text}\n`)
  const live = process.stdout.isTTY
  const timer = setInterval(
    () => {
      const seconds = Math.round((Date.now() - began) / 1000)
      process.stdout.write(live ? `\r    ${seconds} s` : `    ${seconds} s\n`)
    },
    live ? 1000 : 15_000,
  )
  return () => {
    clearInterval(timer)
    if (live) process.stdout.write('\r\x1b[K')
  }
}
