package com.example.datajdbc;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;

@SpringBootApplication
@EnableCaching
public class DataJdbcApplication {

	public static void main(String[] args) {
		SpringApplication.run(DataJdbcApplication.class, args);
	}

}
