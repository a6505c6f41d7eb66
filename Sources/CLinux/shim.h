#pragma once
// What Linux has beyond POSIX and Swift's Glibc module does not show: namespaces, netlink, packet sockets. Empty
// elsewhere.
#ifdef __linux__
#include <time.h>
// Whose struct timespec this takes.
#include <linux/errqueue.h>

#include <asm/byteorder.h>
#include <linux/capability.h>
#include <linux/ethtool.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sched.h>
#include <linux/sockios.h>
#include <linux/veth.h>
#include <net/if.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

// sched.h shows these to GNU programs only.
extern int unshare(int flags);
extern int setns(int descriptor, int kind);
// And poll.h this.
extern int ppoll(struct pollfd *, nfds_t, const struct timespec *, const __sigset_t *);

// Swift hides fork, because it is safe only where there is one thread.
static inline pid_t roundtrip_fork(void) { return fork(); }

// The kernel kills this process when the one that made it ends, however that ends.
static inline int roundtrip_end_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL); }

// The programs that this process will run may do with its network what root may: ports below 1024, packet sockets,
// addresses and routes (capabilities(7), ambient).
static inline int roundtrip_hand_down_network(void) {
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

// Turns a feature of a network device on or off; `descriptor` is any socket of its namespace.
static inline int roundtrip_set_feature(int descriptor, const char *device, unsigned command, unsigned value) {
  struct ethtool_value feature = {.cmd = command, .data = value};
  struct ifreq request;
  memset(&request, 0, sizeof request);
  strncpy(request.ifr_name, device, IFNAMSIZ - 1);
  request.ifr_data = (char *)&feature;
  return ioctl(descriptor, SIOCETHTOOL, &request);
}

// Ties a packet socket to one device: every frame that comes in there, whatever it carries.
static inline int roundtrip_bind_packets(int descriptor, const char *device) {
  struct sockaddr_ll address;
  memset(&address, 0, sizeof address);
  address.sll_family = AF_PACKET;
  address.sll_protocol = __cpu_to_be16(ETH_P_ALL);
  address.sll_ifindex = (int)if_nametoindex(device);
  if (address.sll_ifindex == 0) return -1;
  int one = 1;
  setsockopt(descriptor, SOL_PACKET, PACKET_IGNORE_OUTGOING, &one, sizeof one);
  // A device's queue begins to work some time after its other end is up; there is no need for one.
  setsockopt(descriptor, SOL_PACKET, PACKET_QDISC_BYPASS, &one, sizeof one);
  return bind(descriptor, (struct sockaddr *)&address, sizeof address);
}

// The next of what ICMP said about the datagrams that a socket sent: its type and code, the address of who said so, and
// which port that datagram went to, both in the order of the network (ip(7), IP_RECVERR). 0 where there is nothing, and
// below 0 where something else is told. Socket addresses are read as bytes: their types are the Glibc module's.
static inline int roundtrip_take_report(
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
