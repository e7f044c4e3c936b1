import { LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/card.tsx'
import { Bare } from '../../ui/layout.tsx'

/** What an installed app shows without a network. It names nobody and no place. */
export const Offline = () => (
  <Bare title="You are offline" narrow>
    <PageHead title="You are offline">
      Nothing is lost: what you were writing is still in this browser. We are here again as soon as
      your device is back online.
    </PageHead>
    <p class="error-action">
      {/* it stands at the address that was asked for */}
      <LinkButton href="" icon="refresh" look="primary">
        Try again
      </LinkButton>
    </p>
  </Bare>
)
