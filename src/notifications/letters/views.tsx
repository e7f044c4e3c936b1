import {
  LetterButton,
  LetterItem,
  LetterLink,
  LetterTitle,
  LetterWords,
} from '../../mail/parts.tsx'
import { letterHtml } from '../../mail/shell.tsx'
import { absolute, type Content, type Line } from './rules.ts'

type Place = { site: string; stop: string }

/** The letter as HTML. */
export const noticesLetter = (content: Content, at: Place): Promise<string> =>
  letterHtml({
    subject: content.subject,
    preview: content.sections[0]?.lines.map(({ title }) => title).join(' · ') ?? '',
    brandColor: content.community?.brandColor,
    sender: {
      name: content.community?.name ?? 'OpenCircle',
      href: absolute(at.site, content.community ? `/${content.community.slug}` : '/'),
    },
    footer: <Footer {...at} kind={content.kind} />,
    children: <Body content={content} site={at.site} />,
  })

function Body({ content, site }: { content: Content; site: string }) {
  const { title, words, sections, more, community } = content
  const only = content.kind === 'digest' ? undefined : single(content)
  const brandColor = community?.brandColor
  if (only)
    return (
      <>
        <LetterTitle>{title}</LetterTitle>
        {only.body && <LetterWords>{only.body}</LetterWords>}
        <LetterButton href={absolute(site, only.link)} brandColor={brandColor}>
          {only.link === '/inbox' ? INBOX : ACTIONS[only.type]}
        </LetterButton>
      </>
    )
  return (
    <>
      <LetterTitle>{title}</LetterTitle>
      {words && <LetterWords>{words}</LetterWords>}
      {sections.map(({ name, lines }) => (
        <>
          {name && <Place name={name} />}
          {lines.map((line, at) => (
            <LetterItem
              href={absolute(site, line.link)}
              title={line.title}
              body={line.body}
              facts={factsOf(line)}
              isFirst={at === 0}
            />
          ))}
        </>
      ))}
      <LetterButton href={absolute(site, '/inbox')} brandColor={brandColor}>
        {more ? `See them all, and ${more} more` : INBOX}
      </LetterButton>
    </>
  )
}

/** The line of a letter that has but one. */
function single({ sections }: Content): Line | undefined {
  const lines = sections.flatMap((section) => section.lines)
  return lines.length === 1 ? lines[0] : undefined
}

const INBOX = 'Open your inbox'

const ACTIONS: Record<Line['type'], string> = {
  mention: 'Read it',
  reply: 'Read and answer',
  new_post: 'Read the post',
  event_reminder: 'See the event',
  course_unlocked: 'Open the lesson',
  membership_renewal: 'See your membership',
  new_follower: 'See who it is',
}

const REASONS: Record<Content['kind'], string> = {
  digest: 'You get this digest of what you have not seen.',
  notices: 'You get this because it was said to you, or you follow where it happened.',
  reminders: 'You get this because of your answer to the event.',
}

const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', timeZone: 'UTC' })

const factsOf = ({ count, createdAt }: Line): string =>
  [day.format(createdAt), ...(count > 1 ? [`${count} new`] : [])].join(' · ')

const Place = ({ name }: { name: string }) => (
  <p
    class="quiet"
    style="margin:14px 0 0;color:#77777f;font-size:13px;line-height:18px;font-weight:600;letter-spacing:.02em"
  >
    {name}
  </p>
)

function Footer({ site, stop, kind }: Place & { kind: Content['kind'] }) {
  return (
    <>
      {REASONS[kind]}{' '}
      <LetterLink href={absolute(site, '/settings/notifications')}>
        Choose what you are told
      </LetterLink>{' '}
      or <LetterLink href={stop}>stop these letters</LetterLink>.
    </>
  )
}
