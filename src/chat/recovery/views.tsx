import { Button } from '../../ui/button.tsx'

/** A way back to old direct messages, for when every device is lost. */
export function RecoveryPanel({ me }: { me: string }) {
  return (
    <section class="card chat-choices" data-recovery={me}>
      <h2 class="section-title">Recovery code</h2>
      <p class="hint">
        A new browser cannot open direct messages that were written before it came. A code can: it
        unlocks the keys of this browser, which we keep sealed and cannot open. Write it down; we
        never see it. A new code takes the place of the last one.
      </p>
      <div class="recovery-acts">
        <Button type="button" icon="key" data-make="">
          Make a code
        </Button>
        <input
          class="input"
          type="text"
          name="code"
          placeholder="A code that you have"
          aria-label="A code that you have"
          autocomplete="off"
        />
        <Button type="button" data-use="">
          Use it
        </Button>
      </div>
      <output class="recovery-code" />
      <noscript>
        <p class="hint">Codes are made in your browser, which takes JavaScript.</p>
      </noscript>
    </section>
  )
}
