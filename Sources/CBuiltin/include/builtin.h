#pragma once
#include <stddef.h>

/// A file of the repository that travels inside the program.
struct builtin_file {
  const char *path;
  const unsigned char *bytes;
  size_t count;
};

/// The file at `index`, or NULL past the last one.
const struct builtin_file *builtin_file_at(size_t index);
