/** Operators that let their function account for its records before each checkpoint barrier. */
package dev.reeve.jobs.account;
