#pragma once
// What OpenSSL offers only as macros or through variadic functions, which Swift does not see.
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdbool.h>

static inline int roundtrip_allow_versions(SSL *ssl, int minimum, int maximum) {
  return SSL_set_min_proto_version(ssl, minimum) && SSL_set_max_proto_version(ssl, maximum);
}

static inline int roundtrip_set_server_name(SSL *ssl, const char *name) { return (int)SSL_set_tlsext_host_name(ssl, name); }

static inline void roundtrip_set_message_argument(SSL *ssl, void *argument) {
  SSL_set_msg_callback_arg(ssl, argument);
  SSL_set_app_data(ssl, argument);
}

static inline void *roundtrip_message_argument(const SSL *ssl) { return SSL_get_app_data(ssl); }

static inline void roundtrip_release_buffers(SSL_CTX *context) { SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS); }

static inline void roundtrip_add_issuer(SSL_CTX *context, X509 *certificate) { SSL_CTX_add1_chain_cert(context, certificate); }

static inline bool roundtrip_wants_memory(unsigned long error) { return ERR_GET_REASON(error) == ERR_R_MALLOC_FAILURE; }

static inline int roundtrip_negotiated_group(SSL *ssl) { return (int)SSL_get_negotiated_group(ssl); }

// 1 where it could be made of that text.
static inline int roundtrip_add_extension(X509 *certificate, X509 *issuer, int nid, const char *value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, NULL, NULL, 0);
  X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
  int added = extension && X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
  return added;
}

static inline long roundtrip_memory_contents(BIO *bio, char **bytes) { return BIO_get_mem_data(bio, bytes); }

// Deprecated since 3.0, which offers no other door for a generator of one's own, and no quick one for a key.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wdeprecated-declarations"
static inline int roundtrip_use_random_method(const RAND_METHOD *method) { return RAND_set_rand_method(method); }

// EVP_PKEY_Q_keygen's keys have to be encoded and decoded again to get into a certificate, which takes longer than
// everything else about it.
static inline EVP_PKEY *roundtrip_generate_p256(void) {
  EC_KEY *curve = EC_KEY_new_by_curve_name(NID_X9_62_prime256v1);
  EVP_PKEY *key = EVP_PKEY_new();
  if (curve && key && EC_KEY_generate_key(curve) && EVP_PKEY_assign_EC_KEY(key, curve)) return key;
  EVP_PKEY_free(key);
  EC_KEY_free(curve);
  return NULL;
}
#pragma clang diagnostic pop

// A name as `CN = www.shop.test`, with UTF-8 left as it is.
static const unsigned long roundtrip_one_line = XN_FLAG_ONELINE & ~ASN1_STRFLGS_ESC_MSB;
