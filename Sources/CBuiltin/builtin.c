// The lessons and the site's own files, laid into the program as they stand in the repository, so that a copy of the
// binary alone teaches everything. One array a file; the table at the end names them. A test holds this list against
// the folders.
#include "builtin.h"

static const struct builtin_file files[] = {
  {0, 0, 0},
};

const struct builtin_file *builtin_file_at(size_t index) {
  return index < sizeof files / sizeof files[0] && files[index].path ? &files[index] : NULL;
}
