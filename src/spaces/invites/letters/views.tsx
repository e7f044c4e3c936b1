import { LetterButton, LetterLink, LetterTitle, LetterWords } from '../../../mail/parts.tsx'
import { letterHtml } from '../../../mail/shell.tsx'
import { type Invited, linkOf, reasonOf, subjectOf, wordsOf } from './rules.ts'

type Place = { site: string; stop: string }

/** The invitation as HTML. */
export const invitationLetter = (invited: Invited, { site, stop }: Place): Promise<string> =>
  letterHtml({
    subject: subjectOf(invited),
    preview: wordsOf(invited),
    brandColor: invited.brandColor,
    sender: { name: invited.community, href: `${site}/${invited.slug}` },
    footer: (
      <>
        {reasonOf(invited)} <LetterLink href={stop}>No more invitations</LetterLink>.
      </>
    ),
    children: (
      <>
        <LetterTitle>Come into {invited.space}</LetterTitle>
        <LetterWords>{wordsOf(invited)}</LetterWords>
        {invited.description && <LetterWords>{invited.description}</LetterWords>}
        <LetterButton href={linkOf(site, invited)} brandColor={invited.brandColor}>
          Come in
        </LetterButton>
      </>
    ),
  })
