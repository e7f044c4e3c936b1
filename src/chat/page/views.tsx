import type { Child } from 'hono/jsx'
import { LinkButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Slot } from '../../ui/slots.tsx'

type Space = { name: string; emoji: string; description: string; isArchived: boolean }
type Props = { slug: string; space: Space }

/** A chat as everyone sees it: what it is called, and who it is for. What is said is nowhere in it. */
export function ChatPanel({ slug, space }: Props) {
  return (
    <section class="chat" id="chat">
      <header class="chat-head">
        <span class="chat-glyph">{space.emoji || <Icon name="chat" size={24} />}</span>
        <div class="chat-title">
          <h1>{space.name}</h1>
          {space.description && <p class="hint truncate">{space.description}</p>}
        </div>
        <Slot name="chat-tools" />
      </header>
      <Slot name="chat">
        <Aside icon="lock" title="This chat is for members" slug={slug}>
          What is said here is encrypted on the members’ own devices, so this page cannot show it.
          Join the community to read along and to write.
        </Aside>
      </Slot>
    </section>
  )
}

/** Where no network is set up. */
export function ChatOff() {
  return (
    <EmptyState icon="offline" title="Chat is not set up here yet">
      Whoever runs this site has to name a message network first. Until then nothing can be said
      here.
    </EmptyState>
  )
}

type AsideProps = { icon: 'lock'; title: string; slug: string; children: Child }

function Aside({ icon, title, slug, children }: AsideProps) {
  return (
    <EmptyState
      icon={icon}
      title={title}
      action={
        <LinkButton look="primary" href={`/${slug}/about`}>
          About this community
        </LinkButton>
      }
    >
      {children}
    </EmptyState>
  )
}
