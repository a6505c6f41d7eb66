extension Packet {
  /// What the fields of each layer are for; see ``Glossary``.
  static let glossary: [String: [String: String]] = [
    "Ethernet header": ethernet, "ARP": arp, "IPv4": ipv4, "original datagram": ipv4, "IPv6": ipv6, "ICMP": icmp,
    "ICMPv6": icmpv6, "UDP": udp, "TCP": tcp,
  ]

  private static let ethernet = [
    "Destination": "Which interface on this cable should pick the frame up; all ones means everybody.",
    "Source": "Which interface put the frame on this cable. A router replaces both addresses at every hop.",
    "EtherType": "What the frame carries.",
  ]

  private static let arp = [
    "hardware address space": "The kind of cable: 1 is Ethernet.",
    "protocol address space": "The kind of address asked about: IPv4.",
    "hardware address length": "How many bytes a cable's address has.",
    "protocol address length": "How many bytes a network address has.",
    "opcode": "1 asks \"who has this address?\", 2 answers \"I do\".",
    "sender hardware address": "Where the sender can be reached on this cable.",
    "sender protocol address": "The sender's network address.",
    "target hardware address": "Nothing yet in a question: this is what is asked for.",
    "target protocol address": "The network address that is looked for.",
  ]

  private static let ipv4 = [
    "Version": "Which Internet protocol this is.",
    "IHL": "How long this header is, in units of four bytes.",
    "DSCP": "How urgent the packet is; most networks treat all alike.",
    "ECN": "Lets a crowded router say \"slow down\" without dropping the packet.",
    "Total Length": "Header and content together, in bytes; what follows in the frame is padding.",
    "Identification": "A number that the fragments of one datagram share.",
    "DF": "Do not cut this datagram up: rather report that it is too large.",
    "MF": "More fragments of the same datagram follow.",
    "Fragment Offset": "Where this fragment belongs in the whole, in units of eight bytes.",
    "Time to Live": "How many more routers may pass it on; each takes one away, so nothing circles for ever.",
    "Protocol": "What the datagram carries.",
    "Header Checksum": "A sum over this header, so that a damaged address is noticed at the next hop.",
    "Source Address": "Who sent it. It stays the same all the way.",
    "Destination Address": "Where it is going: what routers look at.",
  ]

  private static let ipv6 = [
    "Version": "Which Internet protocol this is.",
    "Traffic Class": "How urgent the packet is, and whether the way is crowded.",
    "Flow Label": "A number for packets that belong together, so that routers send them the same way.",
    "Payload Length": "How many bytes follow this header.",
    "Next Header": "What follows.",
    "Hop Limit": "How many more routers may pass it on.",
    "Source Address": "Who sent it.",
    "Destination Address": "Where it is going.",
  ]

  private static let icmp = [
    "Type": "What the message is about.",
    "Code": "The reason, more exactly.",
    "Checksum": "A sum over the message, so that damage is noticed.",
    "Identifier": "Tells the pings of one program from those of another.",
    "Sequence Number": "Counts the pings, so that each answer finds its question.",
    "Next-Hop MTU": "The largest datagram, in bytes, that fits through the next cable.",
    "Gateway Internet Address": "The router to use instead.",
    "Data": "Anything: the answer brings it back unchanged.",
  ]

  private static let icmpv6 = icmp.merging([
    "Target Address": "The address that is looked for, or that answers.",
    "R": "The sender is a router.",
    "S": "This answers a question.",
    "O": "Forget what you knew before.",
    "Link-Layer Address": "Where the address can be reached on this cable.",
  ]) { _, own in own }

  private static let udp = [
    "Source Port": "Which program sent it: answers go back there.",
    "Destination Port": "Which program it is for.",
    "Length": "Header and data together, in bytes.",
    "Checksum": "A sum over addresses, header and data, so that damage is noticed; 0 means that there is none.",
    "data octets": "What the program said, whole in one packet.",
  ]

  private static let tcp = [
    "Source Port": "Which program sent it: the four numbers of two addresses and two ports name the connection.",
    "Destination Port": "Which program it is for.",
    "Sequence Number": "The number of the first byte carried here; counting starts at a number nobody can guess.",
    "Acknowledgment Number": "The number of the next byte expected: everything before it has arrived.",
    "Data Offset": "How long this header is, in units of four bytes.",
    "Rsrvd": "For later; zero until then.",
    "CWR": "I have slowed down, as you asked.",
    "ECE": "The network told me that it is crowded; in a SYN: I understand such notes.",
    "URG": "The urgent pointer means something; hardly anybody uses it.",
    "ACK": "The acknowledgment number means something: true of every segment but the first.",
    "PSH": "Hand this to the program now rather than wait for more.",
    "RST": "There is no such connection, or no more: stop.",
    "SYN": "Let us count from this sequence number: it opens the connection.",
    "FIN": "This is the end of what I have to say.",
    "Window": "How many more bytes I have room for, before the scale agreed on in the SYNs.",
    "Checksum": "A sum over addresses, header and data, so that damage is noticed.",
    "Urgent Pointer": "Where urgent data ends, if URG is set.",
    "Maximum Segment Size": "The most data, in bytes, that I take in one segment.",
    "shift.cnt": "My windows count in units of two to the power of this.",
    "Left Edge": "From here on, behind a hole, I have it already.",
    "Right Edge": "Up to before here.",
    "TSval": "My clock, to be sent back to me.",
    "TSecr": "Your clock, as I saw it last: the difference is the time of a round trip.",
    "Kind": "Which option this is.",
    "Length": "How many bytes the option has, these two included.",
    "Control Bits": "Eight switches.",
    "Options": "What the fixed part of the header has no room for.",
    "Padding": "Fills up to a multiple of four bytes.",
    "Cookie": "Proof that we have met, which lets data come along with the SYN.",
    "Data": "The next bytes of the stream; where one message ends and another begins is not TCP's affair.",
  ]
}
