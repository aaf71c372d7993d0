package com.example.datajdbc;

import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

record Customer(@Id @Nullable Long id, String name) {

}
