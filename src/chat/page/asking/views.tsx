import { Button } from '../../../ui/button.tsx'
import { TextareaField } from '../../../ui/field.tsx'

/** What is asked before something is done to a person or their message; the script fills in the words. */
export function Asking() {
  return (
    <dialog class="dialog" data-part="asking" aria-labelledby="chat-question">
      <form method="dialog" class="dialog-body">
        <h2 class="dialog-title" id="chat-question">
          Are you sure?
        </h2>
        <p class="hint" />
        <div hidden>
          <TextareaField
            id="chat-reason"
            name="reason"
            label="What is wrong with it?"
            optional
            rows={3}
            maxlength={500}
          />
        </div>
        <div class="dialog-actions">
          <Button value="no">Cancel</Button>
          <Button look="danger" value="yes">
            Yes
          </Button>
        </div>
      </form>
    </dialog>
  )
}
