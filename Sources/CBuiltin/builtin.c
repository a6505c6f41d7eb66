// The lessons and the site's own files, laid into the program as they stand in the repository, so that a copy of the
// binary alone teaches everything. One array a file; the table at the end names them. A test holds this list against
// the folders.
#include "builtin.h"

// Clang takes #embed in every C, and warns about it in those before C23.
#pragma clang diagnostic ignored "-Wc23-extensions"

// The lessons, in the order in which they are taught.
static const unsigned char whole_cycle[] = {
#embed "../../lessons/whole-cycle.md"
};
static const unsigned char request_anatomy[] = {
#embed "../../lessons/request-anatomy.md"
};
static const unsigned char response_anatomy[] = {
#embed "../../lessons/response-anatomy.md"
};
static const unsigned char urls[] = {
#embed "../../lessons/urls.md"
};
static const unsigned char dns[] = {
#embed "../../lessons/dns.md"
};
static const unsigned char tcp[] = {
#embed "../../lessons/tcp.md"
};
static const unsigned char tls[] = {
#embed "../../lessons/tls.md"
};
static const unsigned char hops[] = {
#embed "../../lessons/hops.md"
};
static const unsigned char fast_open[] = {
#embed "../../lessons/fast-open.md"
};

// The site.
static const unsigned char site_about_html[] = {
#embed "../Server/Site/about.html"
};
static const unsigned char site_logo_png[] = {
#embed "../Server/Site/logo.png"
};
static const unsigned char site_shop_css[] = {
#embed "../Server/Site/shop.css"
};
static const unsigned char site_shop_js[] = {
#embed "../Server/Site/shop.js"
};

static const struct builtin_file files[] = {
  {"lessons/whole-cycle.md", whole_cycle, sizeof whole_cycle},
  {"lessons/request-anatomy.md", request_anatomy, sizeof request_anatomy},
  {"lessons/response-anatomy.md", response_anatomy, sizeof response_anatomy},
  {"lessons/urls.md", urls, sizeof urls},
  {"lessons/dns.md", dns, sizeof dns},
  {"lessons/tcp.md", tcp, sizeof tcp},
  {"lessons/tls.md", tls, sizeof tls},
  {"lessons/hops.md", hops, sizeof hops},
  {"lessons/fast-open.md", fast_open, sizeof fast_open},
  {"site/about.html", site_about_html, sizeof site_about_html},
  {"site/logo.png", site_logo_png, sizeof site_logo_png},
  {"site/shop.css", site_shop_css, sizeof site_shop_css},
  {"site/shop.js", site_shop_js, sizeof site_shop_js},
  {0, 0, 0},
};

const struct builtin_file *builtin_file_at(size_t index) {
  return index < sizeof files / sizeof files[0] && files[index].path ? &files[index] : NULL;
}
