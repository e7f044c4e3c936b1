import { Button } from './button.tsx'

/** Asks the question of a `data-confirm` form; the browser core fills in the words. */
export function ConfirmDialog() {
  return (
    <dialog class="dialog" id="confirm" aria-labelledby="confirm-question">
      <form method="dialog" class="dialog-body">
        <h2 class="dialog-title" id="confirm-question">
          Are you sure?
        </h2>
        <div class="dialog-actions">
          <Button value="no" autofocus>
            Cancel
          </Button>
          <Button look="danger" value="yes" data-yes>
            Yes
          </Button>
        </div>
      </form>
    </dialog>
  )
}
