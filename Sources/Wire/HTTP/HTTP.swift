/// HTTP's meaning, whatever version carries it (RFC 9110). The bytes of HTTP/1.1 are in `HTTP1`.
public enum HTTP {}
