// The lessons and the site's own files, laid into the program as they stand in the repository, so that a copy of the
// binary alone teaches everything. One array a file; the table at the end names them. A test holds this list against
// the folders.
#include "builtin.h"

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

static const struct builtin_file files[] = {
  {"lessons/whole-cycle.md", whole_cycle, sizeof whole_cycle},
  {"lessons/request-anatomy.md", request_anatomy, sizeof request_anatomy},
  {"lessons/response-anatomy.md", response_anatomy, sizeof response_anatomy},
  {"lessons/urls.md", urls, sizeof urls},
  {0, 0, 0},
};

const struct builtin_file *builtin_file_at(size_t index) {
  return index < sizeof files / sizeof files[0] && files[index].path ? &files[index] : NULL;
}
