import { Button } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Asking } from '../asking/views.tsx'
import { Compose } from '../compose/views.tsx'
import { FileTemplate, MessageMenu, MessageTemplate } from '../message/views.tsx'
import type { ChatConfig } from '../rules.ts'

/** Where a member reads and writes; the script fills it with what it opens. */
export function ChatRoom({ config }: { config: ChatConfig }) {
  return (
    <div class="chat-room" data-chat={JSON.stringify(config)}>
      <noscript>
        <Notice kind="warning" title="Chat needs JavaScript">
          Messages are encrypted and opened on your own device, which takes a script. Everything
          else here works without one.
        </Notice>
      </noscript>
      <p class="chat-status" role="status" data-part="status">
        Opening the chat…
      </p>
      <div class="chat-find" data-part="find" hidden>
        <Icon name="search" size={18} />
        <input
          class="input"
          type="search"
          placeholder="Search what this device has"
          aria-label="Search what this device has"
        />
        <Button type="button" look="plain" icon="close" label="Close the search" />
      </div>
      <ol class="chat-results" data-part="results" hidden />
      <section class="chat-scroll" data-part="scroll" tabindex={0} aria-label="Messages">
        <div class="chat-top">
          <Button type="button" size="small" data-part="older" hidden>
            Load older
          </Button>
          <div class="chat-begin" data-part="begin" hidden>
            <span class="empty-icon">
              <Icon name="chat" size={24} />
            </span>
            <p class="empty-title">
              {config.slug ? `This is where ${config.name} begins` : `Only you and ${config.name}`}
            </p>
            <p class="empty-words">
              {config.slug
                ? 'Say hello: somebody is bound to answer.'
                : 'What you write here is sealed to your devices and theirs.'}
            </p>
          </div>
        </div>
        <ol class="chat-list" data-part="list" />
      </section>
      <div class="chat-foot">
        <Button type="button" class="chat-jump" icon="down" data-part="jump" hidden>
          Newest
        </Button>
        <Compose name={config.name} />
      </div>
      <div class="sr-only" aria-live="polite" data-part="announce" />
      <MessageTemplate />
      <FileTemplate />
      <MessageMenu isStaff={config.isStaff} />
      <Asking />
    </div>
  )
}
