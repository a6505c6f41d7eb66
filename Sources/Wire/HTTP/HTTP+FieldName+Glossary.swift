extension HTTP.FieldName {
  /// The fields that one meets on the web, by name.
  public static let glossary: [HTTP.FieldName] = [
    HTTP.FieldName(
      "Accept", "Which types of content the client can read; a lower q means less welcome.", Spec("RFC 9110", "12.5.1")),
    HTTP.FieldName(
      "Accept-Charset", "Once: which character sets the client reads. Everybody uses UTF-8 now.",
      Spec("RFC 9110", "12.5.2")),
    HTTP.FieldName(
      "Accept-Encoding", "In which ways the content may be compressed on its way.", Spec("RFC 9110", "12.5.3")),
    HTTP.FieldName(
      "Accept-Language", "Which languages the person reads; a lower q means less welcome.", Spec("RFC 9110", "12.5.4")),
    HTTP.FieldName("Accept-Ranges", "Whether parts of it can be asked for.", Spec("RFC 9110", "14.3")),
    HTTP.FieldName(
      "Access-Control-Allow-Credentials", "Whether pages of other sites may read this when cookies were sent.",
      Spec("WHATWG Fetch", "HTTP responses")),
    HTTP.FieldName(
      "Access-Control-Allow-Headers", "Which extra fields pages of other sites may send.",
      Spec("WHATWG Fetch", "HTTP responses")),
    HTTP.FieldName(
      "Access-Control-Allow-Methods", "Which methods pages of other sites may use.",
      Spec("WHATWG Fetch", "HTTP responses")),
    HTTP.FieldName(
      "Access-Control-Allow-Origin", "Which other sites' pages may read this answer.",
      Spec("WHATWG Fetch", "HTTP responses")),
    HTTP.FieldName(
      "Access-Control-Expose-Headers", "Which fields of the answer pages of other sites may see.",
      Spec("WHATWG Fetch", "HTTP responses")),
    HTTP.FieldName(
      "Access-Control-Max-Age", "How long the browser may remember those permissions, in seconds.",
      Spec("WHATWG Fetch", "HTTP responses")),
    HTTP.FieldName(
      "Access-Control-Request-Headers", "Which extra fields the page would like to send.",
      Spec("WHATWG Fetch", "HTTP requests")),
    HTTP.FieldName(
      "Access-Control-Request-Method", "Which method the page would like to use.", Spec("WHATWG Fetch", "HTTP requests")
    ),
    HTTP.FieldName("Age", "How many seconds ago the origin server made or checked this copy.", Spec("RFC 9111", "5.1")),
    HTTP.FieldName("Allow", "Which methods this address takes.", Spec("RFC 9110", "10.2.1")),
    HTTP.FieldName(
      "Alt-Svc", "Where else, and over which protocol, the same site can be reached.", Spec("RFC 7838", "3")),
    HTTP.FieldName("Authorization", "Who is asking, with proof: a password or a token.", Spec("RFC 9110", "11.6.2")),
    HTTP.FieldName(
      "Cache-Control", "Who may keep a copy, for how long, and whether to ask before using it.", Spec("RFC 9111", "5.2")
    ),
    HTTP.FieldName(
      "Clear-Site-Data", "Asks the browser to forget what it keeps for this site.", Spec("W3C Clear Site Data", "3.1")),
    HTTP.FieldName(
      "Connection", "What holds for this one connection only: close it afterwards, or change protocol.",
      Spec("RFC 9110", "7.6.1")),
    HTTP.FieldName(
      "Content-Disposition", "Whether to show the content or save it, and under which file name.", Spec("RFC 6266", "4")
    ),
    HTTP.FieldName(
      "Content-Encoding", "How the content was compressed; undo this to get the original.", Spec("RFC 9110", "8.4")),
    HTTP.FieldName("Content-Language", "For readers of which language the content is.", Spec("RFC 9110", "8.5")),
    HTTP.FieldName(
      "Content-Length", "How many bytes the content has.", Spec("RFC 9110", "8.6")),
    HTTP.FieldName("Content-Location", "The address of exactly this version of the content.", Spec("RFC 9110", "8.7")),
    HTTP.FieldName("Content-Range", "Which part of the whole this is.", Spec("RFC 9110", "14.4")),
    HTTP.FieldName(
      "Content-Security-Policy", "From where the page may load scripts, images and the rest.", Spec("W3C CSP 3", "3.1")),
    HTTP.FieldName("Content-Type", "What kind of content it is: a page, a picture, JSON.", Spec("RFC 9110", "8.3")),
    HTTP.FieldName("Cookie", "Notes the server asked the browser to keep, shown to it again.", Spec("RFC 6265", "5.4")),
    HTTP.FieldName("Date", "When the message was made.", Spec("RFC 9110", "6.6.1")),
    HTTP.FieldName("DNT", "Asks not to be tracked. Few heed it.", Spec("W3C Tracking Preference", "5.2")),
    HTTP.FieldName(
      "ETag", "A fingerprint of this version, to ask later whether it has changed.", Spec("RFC 9110", "8.8.3")),
    HTTP.FieldName(
      "Expect", "Asks the server to say 100 Continue before a long body is sent.", Spec("RFC 9110", "10.1.1")),
    HTTP.FieldName(
      "Expires", "Until when the copy is fresh; Cache-Control's max-age wins over it.", Spec("RFC 9111", "5.3")),
    HTTP.FieldName("Forwarded", "Who asked a proxy, by which address and protocol.", Spec("RFC 7239", "4")),
    HTTP.FieldName("From", "The e-mail address of whoever runs the robot that asks.", Spec("RFC 9110", "10.1.2")),
    HTTP.FieldName("Host", "Which site is meant; many can live at one address.", Spec("RFC 9110", "7.2")),
    HTTP.FieldName("If-Match", "Do it only if the version is still this one.", Spec("RFC 9110", "13.1.1")),
    HTTP.FieldName("If-Modified-Since", "Send it only if it has changed since then.", Spec("RFC 9110", "13.1.3")),
    HTTP.FieldName(
      "If-None-Match", "Send it only if its fingerprint is none of these: is my copy still good?",
      Spec("RFC 9110", "13.1.2")),
    HTTP.FieldName("If-Range", "Send the missing part if it is unchanged, else all of it.", Spec("RFC 9110", "13.1.5")),
    HTTP.FieldName("If-Unmodified-Since", "Do it only if it has not changed since then.", Spec("RFC 9110", "13.1.4")),
    HTTP.FieldName(
      "Keep-Alive", "How long the connection stays open without work, and for how many requests.",
      Spec("RFC 2068", "19.7.1.1")),
    HTTP.FieldName("Last-Modified", "When the content was last changed.", Spec("RFC 9110", "8.8.2")),
    HTTP.FieldName(
      "Link", "Other addresses that belong to this one, such as what to fetch early.", Spec("RFC 8288", "3")),
    HTTP.FieldName("Location", "Where to go instead, or where the new thing is.", Spec("RFC 9110", "10.2.2")),
    HTTP.FieldName("Max-Forwards", "Through how many more proxies it may pass.", Spec("RFC 9110", "7.6.2")),
    HTTP.FieldName("Origin", "Which site's page caused this request.", Spec("RFC 6454", "7")),
    HTTP.FieldName(
      "Permissions-Policy", "Which abilities, such as the camera, the page may use.",
      Spec("W3C Permissions Policy", "5.1")),
    HTTP.FieldName("Pragma", "An old way to ask caches for a fresh answer.", Spec("RFC 9111", "5.4")),
    HTTP.FieldName("Priority", "How urgent the answer is, compared with the others.", Spec("RFC 9218", "5")),
    HTTP.FieldName("Proxy-Authenticate", "In which way to tell the proxy who you are.", Spec("RFC 9110", "11.7.1")),
    HTTP.FieldName("Proxy-Authorization", "Who is asking, told to the proxy.", Spec("RFC 9110", "11.7.2")),
    HTTP.FieldName("Range", "Only this part, please: the rest of a broken download, say.", Spec("RFC 9110", "14.2")),
    HTTP.FieldName(
      "Referer", "The page the link was on. The spelling is an old mistake, kept.", Spec("RFC 9110", "10.1.3")),
    HTTP.FieldName(
      "Referrer-Policy", "How much of this page's address later requests may tell.", Spec("W3C Referrer Policy", "4.1")),
    HTTP.FieldName("Retry-After", "When to come back.", Spec("RFC 9110", "10.2.3")),
    HTTP.FieldName("Sec-CH-UA", "Which browser it is, in a short list.", Spec("W3C UA Client Hints", "3.1")),
    HTTP.FieldName(
      "Sec-Fetch-Dest", "What the answer will be used for: a document, an image, a script.",
      Spec("W3C Fetch Metadata", "2.1")),
    HTTP.FieldName("Sec-Fetch-Mode", "By which rules the browser fetches it.", Spec("W3C Fetch Metadata", "2.2")),
    HTTP.FieldName(
      "Sec-Fetch-Site", "Whether the request comes from the same site or another one.",
      Spec("W3C Fetch Metadata", "2.3")),
    HTTP.FieldName("Sec-Fetch-User", "Whether a person's click or key caused it.", Spec("W3C Fetch Metadata", "2.4")),
    HTTP.FieldName(
      "Sec-WebSocket-Accept", "Proof that the server understood the WebSocket request.", Spec("RFC 6455", "11.3.3")),
    HTTP.FieldName(
      "Sec-WebSocket-Extensions", "Which additions to WebSocket both would like.", Spec("RFC 6455", "11.3.2")),
    HTTP.FieldName(
      "Sec-WebSocket-Key", "A random value that the server must answer to; it keeps nothing secret.",
      Spec("RFC 6455", "11.3.1")),
    HTTP.FieldName(
      "Sec-WebSocket-Protocol", "Which language to speak inside the WebSocket.", Spec("RFC 6455", "11.3.4")),
    HTTP.FieldName("Sec-WebSocket-Version", "Which version of WebSocket is spoken.", Spec("RFC 6455", "11.3.5")),
    HTTP.FieldName("Server", "Which software answers.", Spec("RFC 9110", "10.2.4")),
    HTTP.FieldName("Server-Timing", "How long the server took, step by step.", Spec("W3C Server Timing", "3")),
    HTTP.FieldName("Set-Cookie", "A note for the browser to keep and show again next time.", Spec("RFC 6265", "4.1")),
    HTTP.FieldName("SourceMap", "Where to find the script as it was written.", Spec("ECMA-426", "11")),
    HTTP.FieldName("Strict-Transport-Security", "From now on, come over TLS only.", Spec("RFC 6797", "6.1")),
    HTTP.FieldName("TE", "Which transfer codings, and whether trailers, the client takes.", Spec("RFC 9110", "10.1.4")),
    HTTP.FieldName("Trailer", "Which fields will come after the content.", Spec("RFC 9110", "6.6.2")),
    HTTP.FieldName(
      "Transfer-Encoding", "How the content is packed for this connection: in chunks, until one of size 0.",
      Spec("RFC 9112", "6.1")),
    HTTP.FieldName(
      "Upgrade", "Asks to speak another protocol on this connection, or says that it is done.", Spec("RFC 9110", "7.8")),
    HTTP.FieldName(
      "Upgrade-Insecure-Requests", "The browser would rather have the page over TLS.",
      Spec("W3C Upgrade Insecure Requests", "3.2.1")),
    HTTP.FieldName("User-Agent", "Which program is asking.", Spec("RFC 9110", "10.1.5")),
    HTTP.FieldName(
      "Vary", "Which request fields the answer depends on; a cache must compare them.", Spec("RFC 9110", "12.5.5")),
    HTTP.FieldName("Via", "Which proxies the message has passed.", Spec("RFC 9110", "7.6.3")),
    HTTP.FieldName("Want-Content-Digest", "Asks for a checksum of the content.", Spec("RFC 9530", "4")),
    HTTP.FieldName("Content-Digest", "A checksum of the content.", Spec("RFC 9530", "2")),
    HTTP.FieldName("WWW-Authenticate", "In which way to say who you are.", Spec("RFC 9110", "11.6.1")),
    HTTP.FieldName(
      "X-Content-Type-Options", "nosniff: believe Content-Type and don't guess.",
      Spec("WHATWG Fetch", "X-Content-Type-Options header")),
    HTTP.FieldName("X-Forwarded-For", "The address of whoever asked the proxy.", Spec("RFC 7239", "1")),
    HTTP.FieldName("X-Forwarded-Host", "The Host that the proxy was asked for.", Spec("RFC 7239", "1")),
    HTTP.FieldName("X-Forwarded-Proto", "Whether the proxy was asked over http or https.", Spec("RFC 7239", "1")),
    HTTP.FieldName("X-Frame-Options", "Whether other pages may show this one in a frame.", Spec("RFC 7034", "2")),
    HTTP.FieldName(
      "X-Requested-With", "A script, not a link, caused the request; no standard says so.", Spec("RFC 9110", "16.3")),
  ]
}
