package com.example.databases;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class DatabasesApplication {

	public static void main(String[] args) {
		SpringApplication.run(DatabasesApplication.class, args);
	}

}
