#pragma once
// What Linux has beyond POSIX and Swift's Glibc module does not show: namespaces, netlink, packet sockets, exact waits.
// Empty elsewhere. Only the kernel's own headers are included: a type of the C library's would be two modules' at once.
#ifdef __linux__
#include <linux/ethtool.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sched.h>
#include <linux/veth.h>

// sched.h shows these to GNU programs only.
extern int unshare(int flags);
extern int setns(int descriptor, int kind);

// ppoll(2) over so many `struct pollfd`, for at most so long.
int roundtrip_poll(void *descriptors, unsigned long count, long long nanoseconds);

// glibc asks the system for memory by the 128 KiB, and gives back as little; and the system hands it out, and what the
// program has of its own variables, page by page as each is first touched. This has all of it sooner, and keeps it.
void roundtrip_keep_memory(void);

// What many connections leave lies in small pieces all over the heap, and glibc keeps the pages for itself until it is
// asked for them; other C libraries give them back on their own.
void roundtrip_give_back_memory(void);

// Swift hides fork, because it is safe only where there is one thread.
int roundtrip_fork(void);

// The kernel kills this process when the one that made it ends, however that ends.
int roundtrip_end_with_parent(void);

// The programs that this process will run may do with its network what root may: ports below 1024, packet sockets,
// addresses and routes (capabilities(7), ambient).
int roundtrip_hand_down_network(void);

// Turns a feature of a network device on or off; `descriptor` is any socket of its namespace.
int roundtrip_set_feature(int descriptor, const char *device, unsigned command, unsigned value);

// A packet socket for all devices of this namespace, with room for so many bytes of frames; it hears no frame that goes
// out through it.
int roundtrip_open_packets(int room);

// The next frame, and the number of the device that it came in by; -1 where none waits.
long roundtrip_receive_frame(int descriptor, void *frame, unsigned long size, int *device);

// A frame goes out by the device of that number.
long roundtrip_send_frame(int descriptor, const void *frame, unsigned long size, int device);

// Closes a descriptor that the kernel is slow to let go, in a process of its own that shares our descriptors and ends.
void roundtrip_close_elsewhere(int descriptor);

// The next of what ICMP said about the datagrams that a socket sent: its type and code, the address of who said so, and
// which port that datagram went to, both in the order of the network (ip(7), IP_RECVERR). 0 where there is nothing, and
// below 0 where something else is told.
int roundtrip_take_report(
    int descriptor, unsigned char *type, unsigned char *code, unsigned char reporter[4], unsigned char port[2]);
#endif
