package com.example.acme;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * A host application. Its store is that of the tests.
 */
@SpringBootApplication
class AcmeApplication {

}
