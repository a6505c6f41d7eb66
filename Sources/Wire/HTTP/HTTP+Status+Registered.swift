extension HTTP.Status {
  /// The codes of the IANA registry, in order.
  public static let registered: [HTTP.Status] = [
    HTTP.Status(100, "Continue", "Go on and send the content; the head looks fine.", Spec("RFC 9110", "15.2.1")),
    HTTP.Status(
      101, "Switching Protocols", "From here on this connection speaks the other protocol you asked for.",
      Spec("RFC 9110", "15.2.2")),
    HTTP.Status(102, "Processing", "This takes long, but the server is working on it.", Spec("RFC 2518", "10.1")),
    HTTP.Status(
      103, "Early Hints", "The answer is not ready, but you will need these, so begin to fetch them.",
      Spec("RFC 8297", "2")),
    HTTP.Status(200, "OK", "It worked, and here is what you asked for.", Spec("RFC 9110", "15.3.1")),
    HTTP.Status(
      201, "Created", "It worked, and something new exists now; Location says where.", Spec("RFC 9110", "15.3.2")),
    HTTP.Status(202, "Accepted", "The server will do it, but has not done it yet.", Spec("RFC 9110", "15.3.3")),
    HTTP.Status(
      203, "Non-Authoritative Information", "It worked, but a proxy changed the answer on the way.",
      Spec("RFC 9110", "15.3.4")),
    HTTP.Status(204, "No Content", "It worked, and there is nothing to show.", Spec("RFC 9110", "15.3.5")),
    HTTP.Status(205, "Reset Content", "It worked; clear the form you sent it from.", Spec("RFC 9110", "15.3.6")),
    HTTP.Status(206, "Partial Content", "Here is the part you asked for, not the whole.", Spec("RFC 9110", "15.3.7")),
    HTTP.Status(
      207, "Multi-Status", "Several things were done, and the body says how each went.", Spec("RFC 4918", "11.1")),
    HTTP.Status(208, "Already Reported", "This part was listed before in the same answer.", Spec("RFC 5842", "7.1")),
    HTTP.Status(
      226, "IM Used", "Here is only what changed since the copy you have.", Spec("RFC 3229", "10.4.1")),
    HTTP.Status(300, "Multiple Choices", "There are several versions; choose one.", Spec("RFC 9110", "15.4.1")),
    HTTP.Status(
      301, "Moved Permanently", "It lives at another address now, for good; Location says where.",
      Spec("RFC 9110", "15.4.2")),
    HTTP.Status(302, "Found", "For now it is at another address; Location says where.", Spec("RFC 9110", "15.4.3")),
    HTTP.Status(
      303, "See Other", "Done; now fetch the page at Location with GET.", Spec("RFC 9110", "15.4.4")),
    HTTP.Status(
      304, "Not Modified", "The copy you have is still good, so nothing is sent again.", Spec("RFC 9110", "15.4.5")),
    HTTP.Status(305, "Use Proxy", "Once meant: ask through a proxy. No longer used.", Spec("RFC 9110", "15.4.6")),
    HTTP.Status(306, "(Unused)", "Reserved, and means nothing today.", Spec("RFC 9110", "15.4.7")),
    HTTP.Status(
      307, "Temporary Redirect", "For now ask at Location, with the same method and body.",
      Spec("RFC 9110", "15.4.8")),
    HTTP.Status(
      308, "Permanent Redirect", "From now on ask at Location, with the same method and body.",
      Spec("RFC 9110", "15.4.9")),
    HTTP.Status(400, "Bad Request", "The server can't make sense of the request.", Spec("RFC 9110", "15.5.1")),
    HTTP.Status(
      401, "Unauthorized", "Say who you are: WWW-Authenticate tells in which way.", Spec("RFC 9110", "15.5.2")),
    HTTP.Status(402, "Payment Required", "Reserved for paying; few use it.", Spec("RFC 9110", "15.5.3")),
    HTTP.Status(403, "Forbidden", "The server understood, and will not do it for you.", Spec("RFC 9110", "15.5.4")),
    HTTP.Status(404, "Not Found", "There is nothing at this address.", Spec("RFC 9110", "15.5.5")),
    HTTP.Status(
      405, "Method Not Allowed", "The address exists, but not with this method; Allow lists those that work.",
      Spec("RFC 9110", "15.5.6")),
    HTTP.Status(
      406, "Not Acceptable", "There is no version that fits what your Accept fields ask for.",
      Spec("RFC 9110", "15.5.7")),
    HTTP.Status(
      407, "Proxy Authentication Required", "The proxy in between wants to know who you are.",
      Spec("RFC 9110", "15.5.8")),
    HTTP.Status(408, "Request Timeout", "The request took too long to arrive.", Spec("RFC 9110", "15.5.9")),
    HTTP.Status(
      409, "Conflict", "It clashes with how things stand now, as when two people edit at once.",
      Spec("RFC 9110", "15.5.10")),
    HTTP.Status(410, "Gone", "It was here and was taken away for good.", Spec("RFC 9110", "15.5.11")),
    HTTP.Status(
      411, "Length Required", "Say how long the content is, with Content-Length.", Spec("RFC 9110", "15.5.12")),
    HTTP.Status(
      412, "Precondition Failed", "You said 'only if', and it is not so.", Spec("RFC 9110", "15.5.13")),
    HTTP.Status(
      413, "Content Too Large", "You sent more than the server will take.", Spec("RFC 9110", "15.5.14")),
    HTTP.Status(414, "URI Too Long", "The address in the request line is too long.", Spec("RFC 9110", "15.5.15")),
    HTTP.Status(
      415, "Unsupported Media Type", "The server does not read content of this type.", Spec("RFC 9110", "15.5.16")),
    HTTP.Status(
      416, "Range Not Satisfiable", "The part you asked for lies outside the whole.", Spec("RFC 9110", "15.5.17")),
    HTTP.Status(
      417, "Expectation Failed", "The server can't do what Expect asks for.", Spec("RFC 9110", "15.5.18")),
    HTTP.Status(418, "(Unused)", "Kept free because of a joke about a teapot.", Spec("RFC 9110", "15.5.19")),
    HTTP.Status(
      421, "Misdirected Request", "This server does not answer for that site; ask on a connection of its own.",
      Spec("RFC 9110", "15.5.20")),
    HTTP.Status(
      422, "Unprocessable Content", "Well written, but what it says can't be done.", Spec("RFC 9110", "15.5.21")),
    HTTP.Status(423, "Locked", "Somebody else holds it locked.", Spec("RFC 4918", "11.3")),
    HTTP.Status(
      424, "Failed Dependency", "It failed because something it depends on failed.", Spec("RFC 4918", "11.4")),
    HTTP.Status(
      425, "Too Early", "It came with TLS early data, which could be a replay; send it again later.",
      Spec("RFC 8470", "5.2")),
    HTTP.Status(
      426, "Upgrade Required", "Speak a newer protocol with this server; Upgrade says which.",
      Spec("RFC 9110", "15.5.22")),
    HTTP.Status(
      428, "Precondition Required", "Make it conditional, so that nobody's change is lost.", Spec("RFC 6585", "3")),
    HTTP.Status(
      429, "Too Many Requests", "You ask too often; Retry-After may say when to come back.", Spec("RFC 6585", "4")),
    HTTP.Status(
      431, "Request Header Fields Too Large", "The request's fields are too long or too many.",
      Spec("RFC 6585", "5")),
    HTTP.Status(
      451, "Unavailable For Legal Reasons", "The law forbids the server to show it.", Spec("RFC 7725", "3")),
    HTTP.Status(
      500, "Internal Server Error", "Something broke inside the server.", Spec("RFC 9110", "15.6.1")),
    HTTP.Status(501, "Not Implemented", "The server can't do such a thing at all.", Spec("RFC 9110", "15.6.2")),
    HTTP.Status(
      502, "Bad Gateway", "The server asked another one for you, and got no good answer.", Spec("RFC 9110", "15.6.3")),
    HTTP.Status(
      503, "Service Unavailable", "The server is too busy or being mended; try again later.",
      Spec("RFC 9110", "15.6.4")),
    HTTP.Status(
      504, "Gateway Timeout", "The server asked another one for you, and it took too long.",
      Spec("RFC 9110", "15.6.5")),
    HTTP.Status(
      505, "HTTP Version Not Supported", "The server does not speak this version of HTTP.",
      Spec("RFC 9110", "15.6.6")),
    HTTP.Status(
      506, "Variant Also Negotiates", "The server's choice between versions leads in a circle.", Spec("RFC 2295", "8.1")
    ),
    HTTP.Status(507, "Insufficient Storage", "The server has no room left to store it.", Spec("RFC 4918", "11.5")),
    HTTP.Status(508, "Loop Detected", "The server met itself while following links.", Spec("RFC 5842", "7.2")),
    HTTP.Status(
      510, "Not Extended", "The request needs an extension the server asks for. Obsolete.", Spec("RFC 2774", "7")),
    HTTP.Status(
      511, "Network Authentication Required", "Log in to this network first, as on a hotel's Wi-Fi.",
      Spec("RFC 6585", "6")),
  ]
}
