type Shape = {
  type: 'invalid_request_error' | 'card_error' | 'idempotency_error' | 'api_error'
  message: string
  code?: string
  param?: string
  decline_code?: string
  payment_intent?: object
  charge?: string
}

/** What the API answers instead of an object, in Stripe's words and shape. */
export class Problem extends Error {
  readonly status: 400 | 401 | 402 | 404 | 409
  readonly shape: Shape

  constructor(status: Problem['status'], shape: Shape) {
    super(shape.message)
    this.status = status
    this.shape = shape
  }

  get body() {
    const { code } = this.shape
    const doc_url = code && `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`
    return { error: { ...this.shape, ...(doc_url && { doc_url }) } }
  }
}

export const refused = (message: string, more: { code?: string; param?: string } = {}): Problem =>
  new Problem(400, { type: 'invalid_request_error', message, ...more })

/** `what` is Stripe's word for the kind: "No such customer: 'cus_1'". */
export const missing = (what: string, id: string, param = 'id'): Problem =>
  new Problem(param === 'id' ? 404 : 400, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${what}: '${id}'`,
    param,
  })
