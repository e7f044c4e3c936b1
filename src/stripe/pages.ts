/** Where Stripe's own pages are: a form of ours may lead there. */
export const stripePages = (env: Env): string =>
  env.STRIPE_API_URL ??
  'https://checkout.stripe.com https://billing.stripe.com https://invoice.stripe.com'
