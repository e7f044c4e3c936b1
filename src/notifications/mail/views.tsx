import type { Stream } from '../../mail/letter.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/card.tsx'
import type { Page } from '../../ui/respond.tsx'

type Shared = { stream: Stream; isDone: boolean }

const words: Record<Stream, { title: string; line: string; done: string }> = {
  notices: {
    title: 'No more letters about replies and mentions?',
    line: 'You still find everything in your inbox here. The digest and reminders of events go on.',
    done: 'We no longer write when something happens. Your inbox still has everything.',
  },
  reminders: {
    title: 'No more reminders by mail?',
    line: 'You still find what you go to in your inbox here. All other letters go on.',
    done: 'We no longer remind you of events by mail. Your inbox still does.',
  },
  digest: {
    title: 'No more digests?',
    line: 'You still find everything in your inbox here. Letters about replies and mentions go on.',
    done: 'We no longer send you the digest. Your inbox still has everything.',
  },
  invitations: {
    title: 'No more invitations?',
    line: 'Nobody will be able to invite this address by mail.',
    done: 'Nobody can invite this address by mail any more.',
  },
}

/** Where the link at the foot of a letter leads: a question with a button, and then its answer. */
export const StopPage: Page<Shared, null> = {
  styles: ['inbox.css'],
  title: ({ isDone }) => (isDone ? 'Done' : 'Stop these letters'),
  Body: ({ stream, isDone }) =>
    isDone ? (
      <>
        <PageHead title="Done">{words[stream].done}</PageHead>
        <p>
          <LinkButton href="/settings/notifications">Choose what you get</LinkButton>
        </p>
      </>
    ) : (
      <>
        <PageHead title={words[stream].title}>{words[stream].line}</PageHead>
        <form method="post">
          <Button look="primary">Stop these letters</Button>
        </form>
      </>
    ),
}
