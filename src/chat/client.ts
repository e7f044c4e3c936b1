import type { ChatConfig } from './page/rules.ts'

type Room = { start(root: HTMLElement, config: ChatConfig): Promise<void> }

/** Loads what chats only where someone may: everyone else's page of a chat stays light. */
async function begin() {
  const root = document.querySelector<HTMLElement>('[data-chat]:not([data-open])')
  if (!root?.dataset.chat) return false
  root.dataset.open = ''
  // the page's own, written by the Worker
  const config: ChatConfig = JSON.parse(root.dataset.chat)
  const room: Room = await import(config.script)
  await room.start(root, config)
  return true
}

// the viewer's own part may come after the rest of the page
const watch = new MutationObserver(() => void begin())
watch.observe(document.body, { childList: true, subtree: true })
void begin().finally(() => document.readyState === 'complete' && watch.disconnect())
