import { Sheet } from '../../../ui/sheet.tsx'

/** Who can read what is said, and who cannot, in plain words. */
export function AboutChat() {
  return (
    <Sheet id="chat-about" title="What is private here">
      <div class="prose chat-about">
        <p>
          Messages are encrypted in your browser and opened in the browsers of those who may enter
          this space. The computers that carry and keep them see only noise.
        </p>
        <h3>Who can read them</h3>
        <ul>
          <li>Everyone who may enter this space now, also what was said before they came.</li>
          <li>
            Whoever runs this site, if they set out to: it hands out the keys of spaces, so it could
            use them. It keeps no messages.
          </li>
        </ul>
        <h3>Who cannot</h3>
        <ul>
          <li>The nodes of the message network, and anyone who copies what they keep.</li>
          <li>Anyone who has left: the key changes when somebody loses access.</li>
        </ul>
        <h3>What others can still tell</h3>
        <ul>
          <li>The nodes see your network address, and when something about this long was sent.</li>
          <li>
            This site knows who may read here, when they asked for the keys, and how large the files
            are that they sent.
          </li>
          <li>
            This browser keeps what you read, sealed with keys that it does not give away. Who can
            use it as you can read it.
          </li>
          <li>
            What members saw, they can copy. Deleting takes it out of view, not out of memory.
          </li>
        </ul>
        <p class="hint">
          Each message is signed by its author’s device. <span data-tool="refused" />
        </p>
      </div>
    </Sheet>
  )
}
