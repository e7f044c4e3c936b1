import { Button } from '../../../ui/button.tsx'
import { MOST_WORDS } from '../../envelope/rules.ts'

/** What is being written, what it answers or mends, and what goes with it. */
export function Compose({ name }: { name: string }) {
  // a longer name does not fit a phone's field
  const placeholder = name.length > 20 ? 'Write a message' : `Write to ${name}`
  return (
    <form class="chat-compose" data-part="compose">
      <p class="chat-typing" data-part="typing" />
      <div class="chat-names" data-part="names" hidden />
      <div class="chat-context" data-part="context" hidden>
        <span class="truncate" />
        <Button type="button" look="plain" size="small" icon="close" label="Not any more" />
      </div>
      <ul class="chat-tray" data-part="tray" hidden />
      <div class="chat-field">
        <Button type="button" look="plain" icon="attach" label="Add files" data-part="attach" />
        <input type="file" multiple hidden data-part="files" aria-label="Files to add" />
        <textarea
          rows={1}
          maxlength={MOST_WORDS}
          placeholder={placeholder}
          aria-label={`Write to ${name}`}
          autocomplete="off"
          data-part="words"
        />
        <Button look="primary" icon="send" label="Send" data-part="send" />
      </div>
    </form>
  )
}
