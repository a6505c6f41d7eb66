// What Linux has beyond POSIX and Swift's Glibc module does not show: namespaces, packet sockets, exact waits. Empty
// elsewhere.
#ifdef __linux__
#define _GNU_SOURCE
#include "CLinux.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/errqueue.h>
#include <linux/capability.h>
#include <linux/ethtool.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/sockios.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <net/if.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#if __has_feature(address_sanitizer)
// A sanitized build asks for this before anything else. The search for leaks takes what a program still holds when it ends
// for one, and cannot look into a private internet at all: that a test runs the program without our environment must not
// bring it back.
const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "detect_leaks=0"; }
#endif

int roundtrip_poll(void *descriptors, unsigned long count, long long nanoseconds) {
  struct timespec time = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
  return ppoll(descriptors, count, &time, NULL);
}

void roundtrip_keep_memory(void) {
#ifdef __GLIBC__
  const uintptr_t heap = 8 << 20, page = 2 << 20;
  mallopt(M_TOP_PAD, heap);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  // One large page is had as fast as a few of the hundreds of small ones that it stands for. It can begin at its own
  // size only: what lies before it is taken, never touched and so never there.
  const uintptr_t top = (uintptr_t)sbrk(0);
  void *volatile untouched = malloc(page - top % page);
  (void)untouched;
  const uintptr_t begin = (top + page - 1) / page * page, end = (uintptr_t)sbrk(0);
  if (begin < end) madvise((void *)begin, end - begin, MADV_HUGEPAGE);
#ifdef MADV_POPULATE_WRITE
  // The program's own variables, all at once while there is one thread: with two, each page's first change stops both.
  extern char __bss_start[], _end[];
  const uintptr_t small = (uintptr_t)sysconf(_SC_PAGESIZE);
  const uintptr_t first = ((uintptr_t)__bss_start + small - 1) / small * small;
  if (first < (uintptr_t)_end) madvise((void *)first, (uintptr_t)_end - first, MADV_POPULATE_WRITE);
#endif
#endif
}

void roundtrip_give_back_memory(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

int roundtrip_fork(void) { return fork(); }

int roundtrip_end_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL); }

int roundtrip_hand_down_network(void) {
  const int powers[] = {CAP_NET_BIND_SERVICE, CAP_NET_ADMIN, CAP_NET_RAW};
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3];
  if (syscall(SYS_capget, &header, sets) != 0) return -1;
  for (unsigned i = 0; i < sizeof powers / sizeof *powers; i++) sets[0].inheritable |= 1u << powers[i];
  if (syscall(SYS_capset, &header, sets) != 0) return -1;
  for (unsigned i = 0; i < sizeof powers / sizeof *powers; i++)
    if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, powers[i], 0, 0) != 0) return -1;
  return 0;
}

int roundtrip_set_feature(int descriptor, const char *device, unsigned command, unsigned value) {
  struct ethtool_value feature = {.cmd = command, .data = value};
  struct ifreq request;
  memset(&request, 0, sizeof request);
  strncpy(request.ifr_name, device, IFNAMSIZ - 1);
  request.ifr_data = (char *)&feature;
  return ioctl(descriptor, SIOCETHTOOL, &request);
}

int roundtrip_open_packets(int room) {
  int descriptor = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, htons(ETH_P_ALL));
  if (descriptor < 0) return -1;
  int one = 1;
  // Linux has it since 4.20. Without it each frame that we put on a cable would come back as if a host had done so.
  if (setsockopt(descriptor, SOL_PACKET, PACKET_IGNORE_OUTGOING, &one, sizeof one) != 0) {
    int error = errno;
    close(descriptor);
    errno = error;
    return -1;
  }
  // A device's queue begins to work some time after its other end is up; there is no need for one.
  setsockopt(descriptor, SOL_PACKET, PACKET_QDISC_BYPASS, &one, sizeof one);
  if (setsockopt(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room) != 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
  return descriptor;
}

long roundtrip_receive_frame(int descriptor, void *frame, unsigned long size, int *device) {
  struct sockaddr_ll address = {.sll_ifindex = 0};
  socklen_t length = sizeof address;
  ssize_t count = recvfrom(descriptor, frame, size, 0, (struct sockaddr *)&address, &length);
  *device = address.sll_ifindex;
  return count;
}

long roundtrip_send_frame(int descriptor, const void *frame, unsigned long size, int device) {
  struct sockaddr_ll address = {.sll_family = AF_PACKET, .sll_ifindex = device};
  return sendto(descriptor, frame, size, 0, (struct sockaddr *)&address, sizeof address);
}

void roundtrip_close_elsewhere(int descriptor) {
  // Those that closed earlier ones have ended, or soon will; they give no signal when they do.
  while (waitpid(-1, NULL, __WCLONE | WNOHANG) > 0) continue;
  long child = syscall(SYS_clone, CLONE_FILES, 0, 0, 0, 0);
  if (child == 0) {
    close(descriptor);
    syscall(SYS_exit_group, 0);
  }
  if (child < 0) close(descriptor);
}

int roundtrip_take_report(
    int descriptor, unsigned char *type, unsigned char *code, unsigned char reporter[4], unsigned char port[2]) {
  const int level = 0, report = 11; // IPPROTO_IP, IP_RECVERR
  char start[64], control[256];
  unsigned char destination[16] = {0};
  struct iovec piece = {.iov_base = start, .iov_len = sizeof start};
  struct msghdr message;
  memset(&message, 0, sizeof message);
  message.msg_name = destination;
  message.msg_namelen = sizeof destination;
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  if (recvmsg(descriptor, &message, MSG_ERRQUEUE | MSG_DONTWAIT) < 0) return 0;
  for (struct cmsghdr *part = CMSG_FIRSTHDR(&message); part; part = CMSG_NXTHDR(&message, part)) {
    if (part->cmsg_level != level || part->cmsg_type != report) continue;
    const struct sock_extended_err *error = (const struct sock_extended_err *)CMSG_DATA(part);
    if (error->ee_origin != SO_EE_ORIGIN_ICMP) continue;
    *type = error->ee_type;
    *code = error->ee_code;
    memcpy(reporter, (const unsigned char *)SO_EE_OFFENDER(error) + 4, 4);
    memcpy(port, destination + 2, 2);
    return 1;
  }
  return -1;
}
#endif
