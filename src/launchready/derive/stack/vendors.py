"""Services that a product buys, with what gives them away."""

from __future__ import annotations

from launchready.derive.stack.mark import Mark, mark
from launchready.facts.stack import Layer


def _bought(
    layer: Layer, name: str, packages: str = "", *, variables: str = "", files: str = ""
) -> Mark:
    return mark(name, layer, packages, variables=variables, files=files, billed=True)


_PAY, _MAIL, _MODEL, _AUTH = Layer.PAYMENTS, Layer.MAIL, Layer.MODEL, Layer.AUTH
_KEEP, _FIND, _TELL, _COUNT = Layer.STORAGE, Layer.SEARCH, Layer.MESSAGES, Layer.ANALYTICS
_DATA, _OTHER = Layer.DATABASE, Layer.OTHER

VENDORS = (
    _bought(
        _PAY,
        "Stripe",
        "npm:stripe npm:@stripe/* pypi:stripe gem:stripe composer:stripe/stripe-php"
        " composer:laravel/cashier go:github.com/stripe/stripe-go*",
        variables="STRIPE_ NEXT_PUBLIC_STRIPE_ VITE_STRIPE_",
    ),
    _bought(_PAY, "Paddle", "npm:@paddle/* pypi:paddle-python-sdk", variables="PADDLE_"),
    _bought(_PAY, "Lemon Squeezy", "npm:@lemonsqueezy/*", variables="LEMONSQUEEZY_ LEMON_SQUEEZY_"),
    _bought(_PAY, "PayPal", "npm:@paypal/* pypi:paypalrestsdk", variables="PAYPAL_"),
    _bought(
        _PAY, "Braintree", "npm:braintree pypi:braintree gem:braintree", variables="BRAINTREE_"
    ),
    _bought(_PAY, "Square", "npm:square pypi:squareup", variables="SQUARE_ACCESS_ SQUARE_APP"),
    _bought(_PAY, "Adyen", "npm:@adyen/* pypi:Adyen", variables="ADYEN_"),
    _bought(_PAY, "Mollie", "npm:@mollie/api-client pypi:mollie-api-python", variables="MOLLIE_"),
    _bought(_PAY, "RevenueCat", "npm:react-native-purchases", variables="REVENUECAT_"),
    _bought(_PAY, "Razorpay", "npm:razorpay pypi:razorpay", variables="RAZORPAY_"),
    _bought(_MAIL, "Resend", "npm:resend pypi:resend gem:resend", variables="RESEND_"),
    _bought(
        _MAIL,
        "SendGrid",
        "npm:@sendgrid/* pypi:sendgrid gem:sendgrid-ruby go:github.com/sendgrid/*",
        variables="SENDGRID_",
    ),
    _bought(_MAIL, "Postmark", "npm:postmark pypi:postmarker gem:postmark*", variables="POSTMARK_"),
    _bought(_MAIL, "Mailgun", "npm:mailgun.js pypi:mailgun gem:mailgun*", variables="MAILGUN_"),
    _bought(_MAIL, "Mailchimp", "npm:@mailchimp/* pypi:mailchimp*", variables="MAILCHIMP_"),
    _bought(_MAIL, "Brevo", "npm:@getbrevo/* pypi:brevo-python", variables="BREVO_ SENDINBLUE_"),
    _bought(_MAIL, "Loops", "npm:loops", variables="LOOPS_"),
    _bought(_MAIL, "Customer.io", "npm:customerio-node pypi:customerio", variables="CUSTOMERIO_"),
    _bought(_MAIL, "Mailjet", "npm:node-mailjet pypi:mailjet-rest", variables="MAILJET_"),
    _bought(
        _MODEL,
        "OpenAI",
        "npm:openai npm:@ai-sdk/openai npm:@langchain/openai pypi:openai pypi:langchain-openai"
        " gem:ruby-openai composer:openai-php/* go:github.com/sashabaranov/go-openai",
        variables="OPENAI_",
    ),
    _bought(
        _MODEL,
        "Anthropic",
        "npm:@anthropic-ai/sdk npm:@ai-sdk/anthropic pypi:anthropic pypi:langchain-anthropic",
        variables="ANTHROPIC_",
    ),
    _bought(
        _MODEL,
        "Google AI",
        "npm:@google/generative-ai npm:@google/genai npm:@ai-sdk/google"
        " pypi:google-generativeai pypi:google-genai",
        variables="GEMINI_ GOOGLE_AI_ GOOGLE_GENERATIVE_AI_",
    ),
    _bought(_MODEL, "Mistral", "npm:@mistralai/* pypi:mistralai", variables="MISTRAL_"),
    _bought(_MODEL, "Groq", "npm:groq-sdk npm:@ai-sdk/groq pypi:groq", variables="GROQ_"),
    _bought(_MODEL, "Cohere", "npm:cohere-ai pypi:cohere", variables="COHERE_"),
    _bought(_MODEL, "Replicate", "npm:replicate pypi:replicate", variables="REPLICATE_"),
    _bought(_MODEL, "OpenRouter", "npm:@openrouter/*", variables="OPENROUTER_"),
    _bought(_MODEL, "ElevenLabs", "npm:elevenlabs pypi:elevenlabs", variables="ELEVENLABS_"),
    _bought(_MODEL, "Pinecone", "npm:@pinecone-database/* pypi:pinecone*", variables="PINECONE_"),
    _bought(_AUTH, "Clerk", "npm:@clerk/* pypi:clerk*", variables="CLERK_ NEXT_PUBLIC_CLERK_"),
    _bought(_AUTH, "Auth0", "npm:@auth0/* npm:auth0 pypi:auth0-python", variables="AUTH0_"),
    _bought(_AUTH, "WorkOS", "npm:@workos-inc/* pypi:workos", variables="WORKOS_"),
    _bought(_AUTH, "Kinde", "npm:@kinde-oss/*", variables="KINDE_"),
    _bought(_AUTH, "Stytch", "npm:stytch pypi:stytch", variables="STYTCH_"),
    _bought(
        _DATA,
        "Supabase",
        "npm:@supabase/* npm:supabase pypi:supabase",
        variables="SUPABASE_ NEXT_PUBLIC_SUPABASE_ VITE_SUPABASE_",
        files="supabase/config.toml",
    ),
    _bought(_DATA, "Neon", "npm:@neondatabase/*", variables="NEON_"),
    _bought(_DATA, "PlanetScale", "npm:@planetscale/*", variables="PLANETSCALE_"),
    _bought(_DATA, "Upstash", "npm:@upstash/* pypi:upstash-redis", variables="UPSTASH_"),
    _bought(_DATA, "Turso", "npm:@libsql/client", variables="TURSO_"),
    _bought(_DATA, "MongoDB Atlas", "", variables="MONGODB_ATLAS_ ATLAS_"),
    _bought(_DATA, "Convex", "npm:convex", variables="CONVEX_ NEXT_PUBLIC_CONVEX_"),
    _bought(_DATA, "Xata", "npm:@xata.io/client", variables="XATA_"),
    _bought(
        _KEEP,
        "Amazon Web Services",
        "npm:@aws-sdk/* npm:aws-sdk pypi:boto3 gem:aws-sdk* composer:aws/aws-sdk-php"
        " go:github.com/aws/aws-sdk-go*",
        variables="AWS_ACCESS_KEY_ AWS_SECRET_",
    ),
    _bought(
        _KEEP,
        "Cloudinary",
        "npm:cloudinary pypi:cloudinary gem:cloudinary",
        variables="CLOUDINARY_",
    ),
    _bought(_KEEP, "UploadThing", "npm:uploadthing npm:@uploadthing/*", variables="UPLOADTHING_"),
    _bought(_KEEP, "Google Cloud Storage", "npm:@google-cloud/storage pypi:google-cloud-storage"),
    _bought(
        _FIND, "Algolia", "npm:algoliasearch pypi:algoliasearch gem:algolia*", variables="ALGOLIA_"
    ),
    _bought(_FIND, "Elastic Cloud", "", variables="ELASTIC_CLOUD_"),
    _bought(_FIND, "Typesense", "npm:typesense pypi:typesense", variables="TYPESENSE_"),
    _bought(_TELL, "Twilio", "npm:twilio pypi:twilio gem:twilio-ruby", variables="TWILIO_"),
    _bought(_TELL, "Vonage", "npm:@vonage/* pypi:vonage", variables="VONAGE_"),
    _bought(
        _TELL, "Pusher", "npm:pusher npm:pusher-js pypi:pusher gem:pusher", variables="PUSHER_"
    ),
    _bought(_TELL, "Ably", "npm:ably pypi:ably", variables="ABLY_"),
    _bought(_TELL, "Slack", "npm:@slack/* pypi:slack-sdk pypi:slack-bolt", variables="SLACK_"),
    _bought(_TELL, "Intercom", "npm:@intercom/* npm:intercom-client", variables="INTERCOM_"),
    _bought(_TELL, "Knock", "npm:@knocklabs/*", variables="KNOCK_"),
    _bought(
        _COUNT,
        "PostHog",
        "npm:posthog-js npm:posthog-node pypi:posthog",
        variables="POSTHOG_ NEXT_PUBLIC_POSTHOG_ VITE_POSTHOG_",
    ),
    _bought(
        _COUNT, "Mixpanel", "npm:mixpanel npm:mixpanel-browser pypi:mixpanel", variables="MIXPANEL_"
    ),
    _bought(
        _COUNT, "Segment", "npm:@segment/* pypi:segment-analytics-python", variables="SEGMENT_"
    ),
    _bought(
        _COUNT, "Amplitude", "npm:@amplitude/* pypi:amplitude-analytics", variables="AMPLITUDE_"
    ),
    _bought(
        _COUNT,
        "LaunchDarkly",
        "npm:launchdarkly-* npm:@launchdarkly/* pypi:launchdarkly*",
        variables="LAUNCHDARKLY_",
    ),
    _bought(_OTHER, "Inngest", "npm:inngest pypi:inngest", variables="INNGEST_"),
    _bought(_OTHER, "Trigger.dev", "npm:@trigger.dev/*", variables="TRIGGER_SECRET_ TRIGGER_API_"),
    _bought(_OTHER, "Temporal Cloud", "", variables="TEMPORAL_CLOUD_"),
    _bought(_OTHER, "Mapbox", "npm:mapbox-gl npm:@mapbox/*", variables="MAPBOX_"),
    _bought(_OTHER, "Sanity", "npm:@sanity/* npm:next-sanity", variables="SANITY_"),
    _bought(_OTHER, "Contentful", "npm:contentful pypi:contentful", variables="CONTENTFUL_"),
    _bought(_OTHER, "Shopify", "npm:@shopify/* gem:shopify_api", variables="SHOPIFY_"),
    _bought(_OTHER, "HubSpot", "npm:@hubspot/* pypi:hubspot-api-client", variables="HUBSPOT_"),
    _bought(_OTHER, "Doppler", "", variables="DOPPLER_", files="doppler.yaml"),
)
