package dev.reeve.expression;

/**
 * Why an expression does not compile.
 *
 * @param line line in the expression, from 1
 * @param column column in the line, from 0
 * @param message what is wrong and what is allowed
 */
public record ExpressionProblem(int line, int column, String message) {}
