#pragma once

namespace bandwagon {

// Lets all threads of the process take memory from two places at most. glibc's default is eight for each core, and what
// short-lived threads leave behind in each stays there: an analysis then needs an eighth more memory in the same time
// (docs/PERFORMANCE.md). To be called before the first thread begins; does nothing on another C library, or where
// MALLOC_ARENA_MAX is set.
void share_heaps();

// Gives memory that nobody holds back to the system, which glibc does for the end of a heap only: a service that once
// read its window would keep half a gigabyte until the next time. Milliseconds. Thread safe; does nothing on another C
// library.
void give_back_memory();

}  // namespace bandwagon
