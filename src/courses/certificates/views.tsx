import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { Page } from '../../ui/respond.tsx'
import type { CertificateRow } from './queries.ts'
import { codeText } from './rules.ts'

type Shared = Omit<CertificateRow, 'code' | 'community'> & {
  code: string
  community: CertificateRow['community']
  /** where anyone can look whether it holds */
  address: string
}

const day = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' })

/** That someone finished a course: to be shown, printed, and looked up. */
export const CertificatePage: Page<Shared, null> = {
  styles: ['certificates.css'],
  title: ({ name, title }) => `${name}: ${title}`,
  wide: true,
  scripts: ['certificates.js'],
  Body: ({ code, name, title, finishedAt, revokedAt, community, address }) =>
    revokedAt ? (
      <section class="certificate certificate-revoked">
        <Icon name="warning" size={24} />
        <h1 class="page-title">This certificate no longer counts</h1>
        <p class="hint">
          {`${community.name} withdrew it on ${day.format(revokedAt)}. Its number is ${codeText(code)}.`}
        </p>
      </section>
    ) : (
      <>
        <article class="certificate">
          <p class="certificate-kind">Certificate of completion</p>
          <h1 class="certificate-name" dir="auto">
            {name}
          </h1>
          <p class="certificate-words">has finished</p>
          <p class="certificate-course" dir="auto">
            {title}
          </p>
          <p class="certificate-words" dir="auto">{`in ${community.name}`}</p>
          <dl class="certificate-facts">
            <div>
              <dt>Finished</dt>
              <dd>
                <time datetime={finishedAt.toISOString()}>{day.format(finishedAt)}</time>
              </dd>
            </div>
            <div>
              <dt>Number</dt>
              <dd>{codeText(code)}</dd>
            </div>
          </dl>
          <p class="certificate-address">
            Anyone can check it at <span>{address}</span>
          </p>
        </article>
        <div class="certificate-acts">
          <p class="certificate-valid">
            <Icon name="success" size={18} /> This certificate is genuine and counts.
          </p>
          <Button type="button" icon="download" data-print hidden>
            Print or save as PDF
          </Button>
        </div>
      </>
    ),
}
